import {DevenvCommand} from '../command';
import {allow, findEnvFile} from '../env';
import {DevenvError} from '../model/errors';
import {readSources} from '../read';

export default class Allow extends DevenvCommand {
  static override summary = "Allow this project's .envrc, as it is now.";
  static override description =
    '.envrc is code from the repository: devenv uses it only after you looked at it. A changed file must be allowed again.';
  static override examples = ['<%= config.bin %> allow'];

  async run(): Promise<{file: string}> {
    const {flags} = await this.parse(Allow);
    const {root, project, settings} = await readSources(flags.dir);
    const file = findEnvFile(root, project.workdir, 'development');
    if (file === null) throw new DevenvError('env', `There is no .envrc in ${root}`, {next: ['write one, or do without: devenv up']});
    await allow(root, file, process.env, settings.envrc);
    this.log(`${file} is allowed.`);
    return {file};
  }
}
