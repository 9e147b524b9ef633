import {existsSync} from 'node:fs';
import {Args} from '@oclif/core';
import {terminalEnvironment} from '../attach';
import {DevenvCommand} from '../command';
import {composeAttached} from '../engine';
import {passThrough} from '../pass-through';
import {compositionOf, locate, modeOf} from '../locate';
import {DevenvError} from '../model/errors';

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
    const located = await locate(flags.dir);
    const file = compositionOf(located, modeOf(located));
    if (!existsSync(file)) throw new DevenvError('unhealthy', 'web was never built', {next: ['devenv up']});
    const terminal = process.stdin.isTTY && process.stdout.isTTY ? [] : ['--no-TTY'];
    const args = ['run', '--rm', '--no-deps', ...terminal, ...terminalEnvironment(), 'web', ...(argv as string[])];
    process.exitCode = await composeAttached(file, ['--progress', 'quiet', ...args]);
  }
}
