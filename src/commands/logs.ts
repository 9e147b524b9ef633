import {Flags} from '@oclif/core';
import {DevenvCommand} from '../command';
import {composeAttached} from '../engine';
import {compositionOf, locate, modeOf} from '../locate';
import {DevenvError} from '../model/errors';

export default class Logs extends DevenvCommand {
  static override enableJsonFlag = false;
  static override strict = false;
  static override summary = 'Show the logs of all services, or of those that are named.';
  static override examples = ['<%= config.bin %> logs', '<%= config.bin %> logs web worker -f', '<%= config.bin %> logs --since 10m'];
  static override flags = {
    follow: Flags.boolean({char: 'f', description: 'go on as lines come'}),
    tail: Flags.string({description: 'lines of each service to begin with', default: '100', helpValue: 'N'}),
    since: Flags.string({description: 'a time or how long ago, such as 10m', helpValue: 'T'}),
  };

  async run(): Promise<void> {
    const {flags, argv} = await this.parse(Logs);
    const located = await locate(flags.dir);
    const known = located.containers.map(({service}) => service);
    if (known.length === 0) throw new DevenvError('unhealthy', 'Nothing runs here', {next: ['devenv up']});
    const unknown = (argv as string[]).find(service => !known.includes(service));
    if (unknown !== undefined) throw new DevenvError('usage', `There is no service ${unknown}; there are ${known.join(', ')}`);
    const file = compositionOf(located, modeOf(located));
    const options = [
      `--tail=${flags.tail}`,
      ...(flags.follow ? ['--follow'] : []),
      ...(flags.since === undefined ? [] : [`--since=${flags.since}`]),
    ];
    process.exitCode = await composeAttached(file, ['logs', ...options, ...(argv as string[])]);
  }
}
