import {isForDevelopment} from '../parts';
import {isTable, listAt, parseToml, textOf, type Table} from '../toml';
import {linesOfNames, pinned, type LockedSets} from './lock';

/** Reads pylock.toml (PEP 751). A package of a group alone says so in its marker. */
export function readPylock(content: string): LockedSets | null {
  const lock = parseToml(content);
  if (lock === null || !('lock-version' in lock)) return null;
  const packages = listAt(lock, 'packages').filter(isTable);
  const groups = listAt(lock, 'dependency-groups').map(textOf).filter(isForDevelopment);
  const extras = listAt(lock, 'extras').map(textOf);
  const lines = linesOfNames(content);
  const isAdded = (table: Table) => /dependency_groups|extras/.test(textOf(table['marker'])) && !/^\s*$/.test(textOf(table['marker']));
  const pin = (table: Table) => pinned(textOf(table['name']), textOf(table['version']), [], lines.get(textOf(table['name'])) ?? 1);
  const own = packages.filter(table => !('directory' in table));
  return {
    production: own.filter(table => !isAdded(table)).map(pin),
    development: own.map(pin),
    parts: {production: {extras: [], groups: []}, development: {extras: extras.filter(isForDevelopment), groups}},
    local: packages.map(table => textOf((table['directory'] as Table | undefined)?.['path'])).filter(path => path !== ''),
  };
}
