import {DevenvCommand} from '../command';
import {deny, findEnvFile} from '../env';
import {DevenvError} from '../model/errors';
import {readSources} from '../read';

export default class Deny extends DevenvCommand {
  static override summary = "Deny this project's .envrc until it is allowed again.";
  static override description = 'A denied file stops every command that would use it.';
  static override examples = ['<%= config.bin %> deny'];

  async run(): Promise<{file: string}> {
    const {flags} = await this.parse(Deny);
    const {root, project} = await readSources(flags.dir);
    const file = findEnvFile(root, project.workdir, 'development');
    if (file === null) throw new DevenvError('env', `There is no .envrc in ${root}`, {next: ['write one, or do without: devenv up']});
    await deny(root, file);
    this.log(`${file} is denied.`);
    return {file};
  }
}
