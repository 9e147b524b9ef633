import {DevenvCommand} from '../command';
import {examineMachine, findEndpoint} from '../engine';
import {compareWithDirenv, type Comparison} from '../env';
import {DevenvError} from '../model/errors';
import type {Finding} from '../model/finding';
import {readSources} from '../read';

export default class Doctor extends DevenvCommand {
  static override summary = 'Tell what is wrong with this machine or project, and the command that mends it.';
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --json'];

  async run(): Promise<{findings: readonly Finding[]}> {
    const {flags} = await this.parse(Doctor);
    const findings = [
      ...(await examineMachine(findEndpoint(process.env), process.env)),
      await this.examineProject(flags.dir),
      ...(await this.examineVariables(flags.dir)),
    ];
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

  /** Nothing for a project that cannot be read: that was told. */
  private async examineVariables(directory: string): Promise<readonly Finding[]> {
    try {
      const {root, project, settings} = await readSources(directory);
      const compared = await compareWithDirenv(root, project.workdir, settings.envrc);
      return compared === null ? [] : [judge(compared)];
    } catch (error) {
      if (!(error instanceof DevenvError)) throw error;
      return error.code === 'env' ? [{what: 'Variables', state: 'bad', detail: error.message, next: error.next[0] ?? null}] : [];
    }
  }
}

function judge({file, same, different, onlyDevenv, onlyDirenv}: Comparison): Finding {
  const what = 'Variables';
  if (same === null) {
    return {what, state: 'good', detail: `${file} is allowed here, but not in direnv, so the two are not compared`, next: null};
  }
  const differences = [
    ['devenv and direnv differ in the value of', different],
    ['only devenv sets', onlyDevenv],
    ['only direnv sets', onlyDirenv],
  ] as const;
  const told = differences.flatMap(([said, names]) => (names.length === 0 ? [] : [`${said} ${names.join(', ')}`]));
  if (told.length === 0) {
    return {what, state: 'good', detail: `devenv and direnv read the same from ${file}: ${String(same.length)} variables`, next: null};
  }
  const next = 'docs/envrc.md says where devenv does otherwise; direnv decides with envrc: {evaluator: direnv} in devenv.yaml';
  return {what, state: 'doubtful', detail: `${file}: ${told.join('; ')}`, next};
}
