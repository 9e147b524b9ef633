import {Flags} from '@oclif/core';
import {DevenvCommand} from '../command';
import {isSecret, mask} from '../env';
import {DevenvError} from '../model/errors';
import type {Mode} from '../model/mode';
import {codeServicesOf, variablesOf} from '../plan';
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
    const services = codeServicesOf(inputs);
    const shown = variablesOf(inputs, 'web').map(({name, value, file, line}) => {
      const secret = isSecret(name, value);
      return {name, value: secret && !flags.reveal ? mask(value) : value, secret, services, source: {file, line}};
    });
    if (flags.explain === undefined) {
      this.log(renderVariablesTable(shown, this.paint));
      return {mode, variables: shown};
    }
    const one = shown.find(({name}) => name === flags.explain);
    const read = inputs.project.variables.find(({name}) => name === flags.explain);
    if (one === undefined && read === undefined)
      throw new DevenvError('usage', `Nothing sets ${flags.explain}, and the settings do not read it`);
    const reads =
      read === undefined
        ? 'not read by the settings'
        : `read at ${read.where.file}:${String(read.where.line)}${read.feeds === null ? '' : ` into ${read.feeds}`}`;
    this.log(
      [
        ...(one === undefined
          ? [`${flags.explain} is set by nothing`]
          : [renderVariablesTable([one], this.paint), `  for ${services.join(', ')}`]),
        `  ${reads}`,
      ].join('\n'),
    );
    return {mode, variables: one === undefined ? [] : [one]};
  }
}
