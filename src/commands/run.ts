import {Args} from '@oclif/core';
import {runOnce} from '../attach';
import {DevenvCommand} from '../command';
import {passThrough} from '../pass-through';

export default class Run extends DevenvCommand {
  static override enableJsonFlag = false;
  static override strict = false;
  static override summary = 'Run a command in a fresh container of the web image, then remove it.';
  static override description =
    "The container has web's mounts and variables; web itself need not run. The command's exit code becomes this command's.";
  static override usage = 'run COMMAND...';
  static override examples = ['<%= config.bin %> run python -V', '<%= config.bin %> run ls -la'];
  static override args = {command: Args.string({ignoreStdin: true, description: 'command and its arguments', required: true})};

  async run(): Promise<void> {
    const {flags, argv} = await this.parse(Run, passThrough(this.argv, 0));
    await runOnce(flags.dir, argv as string[]);
  }
}
