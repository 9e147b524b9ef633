import {DevenvCommand} from '../command';
import {examineMachine, findEndpoint} from '../engine';
import {DevenvError} from '../model/errors';
import type {Finding} from '../model/finding';
import {readSources} from '../read';

export default class Doctor extends DevenvCommand {
  static override summary = 'Tell what is wrong with this machine or project, and the command that mends it.';
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --json'];

  async run(): Promise<{findings: readonly Finding[]}> {
    const {flags} = await this.parse(Doctor);
    const findings = [...(await examineMachine(findEndpoint(process.env), process.env)), await this.examineProject(flags.dir)];
    for (const {what, state, detail, next} of findings) {
      const mark = state === 'good' ? this.paint('green', '✔') : state === 'doubtful' ? this.paint('yellow', '!') : this.paint('red', '✖');
      this.log(`${mark} ${what}: ${detail}${next === null ? '' : `\n    ${next}`}`);
    }
    if (findings.some(({state}) => state === 'bad')) process.exitCode = 1;
    return {findings};
  }

  private async examineProject(directory: string): Promise<Finding> {
    try {
      const {project} = await readSources(directory);
      const {python, django} = project;
      return {
        what: 'Project',
        state: 'good',
        detail: `Django ${django.version ?? ''} on Python ${python.version}, settings ${django.settings}`,
        next: null,
      };
    } catch (error) {
      if (!(error instanceof DevenvError)) throw error;
      return {what: 'Project', state: 'bad', detail: error.message, next: error.next[0] ?? null};
    }
  }
}
