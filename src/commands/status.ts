import {basename} from 'node:path';
import {DevenvCommand} from '../command';
import {readFacts} from '../facts';
import {locate, modeOf} from '../locate';
import {renderStatus, statusOf, type Status as StatusResult} from '../report';

export default class Status extends DevenvCommand {
  static override aliases = ['describe', 'ps'];
  static override summary = 'Show services, health, ports and URLs on one screen.';
  static override examples = ['<%= config.bin %> status', '<%= config.bin %> status --json'];

  async run(): Promise<StatusResult> {
    const {flags} = await this.parse(Status);
    const located = await locate(flags.dir);
    const name = located.containers[0]?.labels['devenv.name'] ?? basename(located.root);
    const status = statusOf(name, modeOf(located), located.containers, readFacts(located.root)?.admin ?? null);
    this.log(renderStatus(status, this.paint));
    return status;
  }
}
