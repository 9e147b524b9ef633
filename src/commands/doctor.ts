import {DevenvCommand} from '../command';
import {examineDirenv} from '../comparison';
import {examineProject} from '../diagnosis';
import {examineMachine, findEndpoint} from '../engine';
import type {Finding} from '../model/finding';
import {renderFinding} from '../report';

export default class Doctor extends DevenvCommand {
  static override summary = 'Tell what is wrong with this machine or project, and the command that mends it.';
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --json'];

  async run(): Promise<{findings: readonly Finding[]}> {
    const {flags} = await this.parse(Doctor);
    const parts = [examineMachine(findEndpoint(process.env), process.env), examineProject(flags.dir), examineDirenv(flags.dir)];
    const findings = (await Promise.all(parts)).flat();
    for (const finding of findings) this.log(renderFinding(finding, this.paint));
    if (findings.some(({state}) => state === 'bad')) process.exitCode = 1;
    return {findings};
  }
}
