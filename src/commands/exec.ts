import {Args} from '@oclif/core';
import {DevenvCommand} from '../command';
import {execIn} from '../attach';
import {passThrough} from '../pass-through';
import {locate, modeOf, runningContainer} from '../locate';

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
    const located = await locate(flags.dir);
    const mode = modeOf(located);
    const container = runningContainer(located, args.service, mode);
    process.exitCode = await execIn(container, mode, argv.slice(1) as string[]);
  }
}
