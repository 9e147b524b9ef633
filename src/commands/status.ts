import {DevenvCommand} from '../command';
import {renderStatus, type Status as StatusResult} from '../report';
import {readStatus} from '../status';

export default class Status extends DevenvCommand {
  static override aliases = ['describe', 'ps'];
  static override summary = 'Show services, health, ports and URLs on one screen.';
  static override examples = ['<%= config.bin %> status', '<%= config.bin %> status --json'];

  async run(): Promise<StatusResult> {
    const {flags} = await this.parse(Status);
    const status = await readStatus(flags.dir);
    this.log(renderStatus(status, this.paint));
    return status;
  }
}
