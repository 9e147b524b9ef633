import {Args} from '@oclif/core';
import {execInService} from '../attach';
import {DevenvCommand} from '../command';
import {passThrough} from '../pass-through';

export default class Exec extends DevenvCommand {
  static override enableJsonFlag = false;
  static override strict = false;
  static override summary = 'Run a command in a running service.';
  static override description = "The command's exit code becomes this command's.";
  static override usage = 'exec SERVICE COMMAND...';
  static override examples = ['<%= config.bin %> exec web python --version', '<%= config.bin %> exec db psql -U postgres'];
  static override args = {
    service: Args.string({ignoreStdin: true, description: 'service that runs', required: true}),
    command: Args.string({ignoreStdin: true, description: 'command and its arguments', required: true}),
  };

  async run(): Promise<void> {
    const {flags, args, argv} = await this.parse(Exec, passThrough(this.argv, 1));
    await execInService(flags.dir, args.service, argv.slice(1) as string[]);
  }
}
