import type {Paint} from './paint';

/** A variable as `env` tells it; a secret's value is masked by the command. */
export interface ShownVariable {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
  readonly services: readonly string[];
  readonly source: {readonly file: string; readonly line: number};
}

export function renderVariablesTable(variables: readonly ShownVariable[], paint: Paint): string {
  if (variables.length === 0) return 'No variables.';
  const width = Math.max(...variables.map(({name}) => name.length));
  return variables.map(({name, value, source}) => `${name.padEnd(width)}  ${value}  ${paint('dim', sourceText(source))}`).join('\n');
}

function sourceText({file, line}: ShownVariable['source']): string {
  return line === 0 ? file : `${file}:${String(line)}`;
}
