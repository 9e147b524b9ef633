import type {Parts} from '../../model/dependencies';
import type {Table} from '../toml';

/** What a file without a lock asks for, each as a line of a requirements file. */
export interface DeclaredSets {
  readonly production: readonly Declared[];
  readonly development: readonly Declared[];
  readonly parts: {readonly production: Parts; readonly development: Parts};
  /** Directories of packages in the repository, relative to the file. */
  readonly local: readonly string[];
}

export interface Declared {
  /** "django>=5.2,<6" */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

export const noParts: Parts = {extras: [], groups: []};

/** The line that a name stands at, after the first line of its section. */
export function lineOf(content: string, word: string, section = ''): number {
  const lines = content.split('\n');
  const from = section === '' ? -1 : lines.findIndex(text => text.trim().startsWith(section));
  const at = lines.findIndex((text, index) => index > from && mentions(text, word));
  return at < 0 ? Math.max(1, from + 1) : at + 1;
}

function mentions(text: string, word: string): boolean {
  return text.toLowerCase().includes(word.toLowerCase()) && !text.trimStart().startsWith('#');
}

/**
 * A table of poetry or Pipenv ("^5.2", {version, extras, markers, git, rev}) as lines of a requirements file.
 * A path in the repository gives none: its code is there already.
 */
export function lineFor(name: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(one => lineFor(name, one));
  if (typeof value === 'string') return [`${name}${specifierOf(value)}`];
  if (typeof value !== 'object' || value === null) return [];
  const table = value as Table;
  const text = (key: string) => (typeof table[key] === 'string' ? table[key] : '');
  if (text('path') !== '') return [];
  const extras = Array.isArray(table['extras']) && table['extras'].length > 0 ? `[${table['extras'].join(',')}]` : '';
  const reference = ['rev', 'tag', 'branch', 'ref'].map(text).find(one => one !== '') ?? '';
  const marker = markerOf(text);
  if (text('git') !== '') return [`${name}${extras} @ git+${text('git')}${reference === '' ? '' : `@${reference}`}${marker}`];
  if (text('url') !== '') return [`${name}${extras} @ ${text('url')}${marker}`];
  return [`${name}${extras}${specifierOf(text('version'))}${marker}`];
}

function markerOf(text: (key: string) => string): string {
  const python = text('python');
  const all = [
    text('markers'),
    python === '' || python === '*' ? '' : pythonMarker(python),
    text('platform') === '' ? '' : `sys_platform == '${text('platform')}'`,
    text('sys_platform') === '' ? '' : `sys_platform ${text('sys_platform')}`,
  ].filter(one => one !== '');
  return all.length === 0 ? '' : ` ; ${all.join(' and ')}`;
}

function pythonMarker(constraint: string): string {
  const parts = specifierOf(constraint).split(',');
  return parts.map(part => part.replace(/^([<>=!~]+)\s*(.*)$/, "python_version $1 '$2'").replace(/\.\*'/, "'")).join(' and ');
}

/** "^5.2" is ">=5.2,<6", "~5.2" is ">=5.2,<5.3", "5.2" is "==5.2", "*" is "". */
export function specifierOf(constraint: string): string {
  return constraint
    .split(',')
    .map(part => bounds(part.trim()))
    .filter(part => part !== '')
    .join(',');
}

function bounds(part: string): string {
  const [, operator = '', version = ''] = /^(===|[<>=!~]=|[<>^~=])?\s*(.*)$/.exec(part) ?? [];
  if (version === '*' || version === '') return '';
  if (operator === '^') return `>=${version},<${nextCaret(version)}`;
  if (operator === '~') return `>=${version},<${nextTilde(version)}`;
  if (operator === '') return /^\d/.test(version) ? `==${version}` : '';
  return `${operator}${version}`;
}

/** The next version that changes the leftmost number that is not 0. */
function nextCaret(version: string): string {
  const numbers = numbersOf(version);
  const at = numbers.findIndex(number => number > 0);
  const place = at < 0 ? numbers.length - 1 : at;
  return [...numbers.slice(0, place), (numbers[place] ?? 0) + 1].join('.');
}

function nextTilde(version: string): string {
  const numbers = numbersOf(version);
  return numbers.length < 2 ? String((numbers[0] ?? 0) + 1) : `${String(numbers[0])}.${String((numbers[1] ?? 0) + 1)}`;
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map(part => Number.parseInt(part, 10) || 0);
}
