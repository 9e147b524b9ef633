import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Flags} from '@oclif/core';
import {DevenvCommand} from '../command';
import {DevenvError} from '../model/errors';
import {readSources} from '../read';

export default class Init extends DevenvCommand {
  static override summary = 'Write a commented devenv.yaml from what was detected.';
  static override description =
    'Nothing needs it: it is for those who want to see or fix what devenv found. A file that is there stays as it is.';
  static override examples = ['<%= config.bin %> init', '<%= config.bin %> init --dry-run'];
  static override flags = {'dry-run': Flags.boolean({description: 'print the file and write nothing'})};

  async run(): Promise<{readonly file: string; readonly content: string}> {
    const {flags} = await this.parse(Init);
    const {root, settings, project} = await readSources(flags.dir);
    const {renderProposal} = await import('../report/proposal');
    const [there] = settings.files;
    const content = renderProposal(project);
    if (flags['dry-run']) this.log(content);
    else if (there !== undefined || existsSync(join(root, 'devenv.yaml'))) throw alreadyThere(there ?? 'devenv.yaml');
    else {
      writeFileSync(join(root, 'devenv.yaml'), content, {flag: 'wx'});
      this.log(`Wrote ${join(root, 'devenv.yaml')}`);
    }
    return {file: join(root, 'devenv.yaml'), content};
  }
}

function alreadyThere(file: string): DevenvError {
  return new DevenvError('usage', `${file} is there already`, {
    where: {file, line: 1},
    next: ['devenv init --dry-run prints what would be written'],
  });
}
