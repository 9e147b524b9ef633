import {Flags} from '@oclif/core';
import {keepAnswer} from '../again';
import {DevenvCommand} from '../command';
import {DevenvError} from '../model/errors';
import type {Mode} from '../model/mode';
import {codeServicesOf, shellExports, type Inputs} from '../plan';
import {readValues} from '../read';
import {
  renderEnvDiff,
  renderExplanation,
  renderRemarks,
  renderVariablesTable,
  type Compared,
  type Explanation,
  type Remarks,
  type ShownVariable,
} from '../report';
import {compareModes, explain, exportsOf, remarksOf, removalsOf, showVariables} from '../shown';
import {requireTrust} from '../trust';

export default class Env extends DevenvCommand {
  static override summary = 'Show what each service gets and where each value comes from; secrets are masked.';
  static override description =
    'In development the values come from .envrc, in production from .server.envrc; devenv.yaml wins over both.\n' +
    'Below the table: what the settings require and nothing sets, what they cannot read, what nothing reads, and what stays on this machine.';
  static override examples = [
    '<%= config.bin %> env',
    {description: 'Where a value comes from, what it replaced, and who reads it', command: '<%= config.bin %> env --explain DATABASE_URL'},
    {description: 'Names that only one of development and production has', command: '<%= config.bin %> env --diff'},
    {description: 'Into the shell', command: 'eval "$(<%= config.bin %> env --export)"'},
  ];
  static override flags = {
    explain: Flags.string({description: 'everything about one variable', helpValue: 'NAME', exclusive: ['diff', 'export']}),
    diff: Flags.boolean({description: 'compare the names of development and production', exclusive: ['export', 'production']}),
    export: Flags.boolean({description: 'print `export NAME=...` for a shell on this machine, with localhost as it is written'}),
    production: Flags.boolean({description: 'what .server.envrc gives'}),
    reveal: Flags.boolean({description: 'show secrets as they are'}),
  };

  async run(): Promise<EnvResult> {
    const {flags} = await this.parse(Env);
    const quiet = flags.json ?? false;
    const mode: Mode = flags.production ? 'production' : 'development';
    const read = (wanted: Mode) => requireTrust(() => readValues(flags.dir, wanted), quiet);
    if (flags.diff) return this.compare(await read('development'), await read('production'));
    const inputs = await read(mode);
    const variables = showVariables(inputs, flags.reveal);
    if (flags.export) this.log(textForShell(inputs));
    else if (flags.explain !== undefined) return this.explain(inputs, flags.explain, flags.reveal, variables);
    else this.tell(inputs, variables);
    return {mode, variables, ...remarksOf(inputs)};
  }

  private tell(inputs: Inputs, variables: readonly ShownVariable[]): void {
    const remarks = renderRemarks(remarksOf(inputs), this.paint);
    const table = renderVariablesTable(variables, codeServicesOf(inputs), this.paint);
    const text = [table, ...(remarks.length > 0 ? ['', ...remarks] : [])].join('\n');
    this.log(text);
    keepAnswer(inputs, `${text}\n`);
  }

  private explain(inputs: Inputs, name: string, reveal: boolean, variables: readonly ShownVariable[]): EnvResult {
    const explanation = explain(inputs, name, reveal);
    if (explanation === null)
      throw new DevenvError('usage', `Nothing sets ${name}, and the settings do not read it`, {next: ['devenv env shows what there is']});
    this.log(renderExplanation(explanation, this.paint));
    const {values, mentions} = explanation;
    return {mode: inputs.mode, variables: variables.filter(one => one.name === name), values, mentions};
  }

  private compare(development: Inputs, production: Inputs): EnvResult {
    const names = compareModes(development, production);
    this.log(renderEnvDiff(names, this.paint));
    if (production.env.file === null) this.log('There is no .server.envrc.');
    return {mode: 'development', variables: [], names};
  }
}

function textForShell(inputs: Inputs): string {
  return [shellExports(exportsOf(inputs)).trimEnd(), ...removalsOf(inputs).map(name => `unset ${name}`)].join('\n').trimStart();
}

/** What `--json` prints; beside the variables what was asked for. */
interface EnvResult extends Partial<Remarks>, Partial<Pick<Explanation, 'values' | 'mentions'>> {
  readonly mode: Mode;
  readonly variables: readonly ShownVariable[];
  readonly names?: readonly Compared[];
}
