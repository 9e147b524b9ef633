import type {Proof} from '../model/proof';
import type {Paint} from './paint';

/** A variable as `env` tells it; a secret's value is masked by the command. */
export interface ShownVariable {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
  readonly services: readonly string[];
  readonly source: Proof;
  /** What it replaced, the strongest first. */
  readonly overrides: readonly Proof[];
  /** The value as its source has it, where devenv pointed its localhost at a service. */
  readonly written: string | null;
  /** Where the settings read it. */
  readonly reads: readonly Proof[];
}

const widest = 56;

/** One line a variable: name, value, who gets it, where it comes from and what that replaced. */
export function renderVariablesTable(variables: readonly ShownVariable[], services: readonly string[], paint: Paint): string {
  if (variables.length === 0) return 'No variables.';
  const rows = variables.map(variable => [variable.name, shorten(variable.value), receivers(variable, services), placeOf(variable.source)]);
  const notes = variables.map(noteOf);
  return renderColumns(['NAME', 'VALUE', 'FOR', 'FROM'], rows, notes, paint);
}

/** Columns as wide as their widest cell, with a dim note after the last one. */
export function renderColumns(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  notes: readonly string[],
  paint: Paint,
): string {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map(row => lengthOf(row[at] ?? ''))));
  const line = (cells: readonly string[]) => cells.map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - lengthOf(cell))));
  const lines = rows.map((row, index) => {
    const cells = line(row);
    const last = cells.length - 1;
    return [...cells.slice(0, last), paint('dim', `${cells[last] ?? ''}  ${notes[index] ?? ''}`.trimEnd())].join('  ').trimEnd();
  });
  return [paint('bold', line(head).join('  ').trimEnd()), ...lines].join('\n');
}

/** "settings.py:15"; devenv itself has no lines. */
export function placeOf({file, line}: Proof): string {
  return line === 0 ? file : `${file}:${String(line)}`;
}

/** On one line: blanks and control characters that a person would not see are written out. */
function shorten(value: string): string {
  const text = /[\p{Cc}]|^\s|\s$|^$/u.test(value) ? JSON.stringify(value) : value;
  const characters = Array.from(text);
  return characters.length > widest ? `${characters.slice(0, widest - 1).join('')}…` : text;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function receivers({services}: ShownVariable, all: readonly string[]): string {
  return services.length === all.length ? 'all' : services.join(', ');
}

function noteOf({overrides, written}: ShownVariable): string {
  const local = written === null ? [] : ['localhost is a service here'];
  // Everything wins over what devenv provides.
  const weaker = overrides.filter(({line}) => line > 0);
  const over = weaker.length === 0 ? [] : [`over ${weaker.map(placeOf).join(', ')}`];
  return [...local, ...over].join('; ');
}
