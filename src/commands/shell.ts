import {Args, Flags} from '@oclif/core';
import {execIn, runFresh} from '../attach';
import {DevenvCommand} from '../command';
import {locate, modeOf} from '../locate';

export default class Shell extends DevenvCommand {
  static override enableJsonFlag = false;
  static override aliases = ['ssh'];
  static override summary = 'Open a shell in a service, as you.';
  static override description = 'In the running container, or in a fresh one of the same image when the service is down.';
  static override examples = ['<%= config.bin %> shell', '<%= config.bin %> shell worker', '<%= config.bin %> shell --django'];
  static override args = {service: Args.string({ignoreStdin: true, description: 'service', default: 'web'})};
  static override flags = {
    django: Flags.boolean({description: "open Django's shell"}),
    production: Flags.boolean({description: 'in the image as it ships'}),
  };

  async run(): Promise<void> {
    const {flags, args} = await this.parse(Shell);
    const located = await locate(flags.dir);
    const mode = flags.production ? 'production' : modeOf(located);
    const command = flags.django ? ['python', 'manage.py', 'shell'] : ['sh', '-c', shell];
    const container = located.containers.find(
      ({service, state, labels}) => service === args.service && state === 'running' && labels['devenv.mode'] === mode,
    );
    process.exitCode =
      container === undefined ? await runFresh(located.root, mode, args.service, command) : await execIn(container, mode, command);
  }
}

/** bash where the image has one; its prompt names where one is. */
const shell = `export PS1='\\[\\033[1;36m\\]devenv\\[\\033[0m\\] \\u@\\h:\\w\\$ '; if command -v bash >/dev/null; then exec bash --norc; else exec sh; fi`;
