import {Flags} from '@oclif/core';
import {DevenvCommand} from '../command';
import {isSecret, mask} from '../env';
import {DevenvError} from '../model/errors';
import type {Mode} from '../model/mode';
import {codeServicesOf, variablesOf, type Inputs} from '../plan';
import {readInputs} from '../read';
import {renderVariablesTable, type ShownVariable} from '../report';
import {requireTrust} from '../trust';

export default class Env extends DevenvCommand {
  static override summary = 'Show what each service gets and where each value comes from; secrets are masked.';
  static override description = 'In development the values come from .envrc, in production from .server.envrc; devenv.yaml wins over both.';
  static override examples = ['<%= config.bin %> env', '<%= config.bin %> env --explain DATABASE_URL'];
  static override flags = {
    explain: Flags.string({description: 'everything about one variable', helpValue: 'NAME'}),
    production: Flags.boolean({description: 'what .server.envrc gives'}),
    reveal: Flags.boolean({description: 'show secrets as they are'}),
  };

  async run(): Promise<{mode: Mode; variables: readonly ShownVariable[]}> {
    const {flags} = await this.parse(Env);
    const mode: Mode = flags.production ? 'production' : 'development';
    const inputs = await requireTrust(() => readInputs(flags.dir, mode, false), flags.json ?? false);
    const shown = showVariables(inputs, flags.reveal);
    if (flags.explain === undefined) {
      this.log(renderVariablesTable(shown, this.paint));
      return {mode, variables: shown};
    }
    const found = shown.filter(({name}) => name === flags.explain);
    const read = inputs.project.variables.find(({name}) => name === flags.explain);
    if (found.length === 0 && read === undefined)
      throw new DevenvError('usage', `Nothing sets ${flags.explain}, and the settings do not read it`);
    const set =
      found.length === 0
        ? [`${flags.explain} is set by nothing`]
        : found.flatMap(one => [renderVariablesTable([one], this.paint), `  for ${one.services.join(', ')}`]);
    const feeds = read?.feeds ? ` into ${read.feeds}` : '';
    const use = read === undefined ? 'not read by the settings' : `read at ${read.where.file}:${String(read.where.line)}${feeds}`;
    this.log([...set, `  ${use}`].join('\n'));
    return {mode, variables: found};
  }
}

/** Each value once, with the services that get it. */
function showVariables(inputs: Inputs, reveal: boolean): readonly ShownVariable[] {
  const shown = new Map<string, ShownVariable>();
  for (const service of codeServicesOf(inputs)) {
    for (const {name, value, file, line} of variablesOf(inputs, service)) {
      const key = JSON.stringify([name, value]);
      const services = [...(shown.get(key)?.services ?? []), service];
      const secret = isSecret(name, value);
      shown.set(key, {name, value: secret && !reveal ? mask(value) : value, secret, services, source: {file, line}});
    }
  }
  return [...shown.values()];
}
