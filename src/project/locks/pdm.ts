import {chooseParts, isForDevelopment} from '../parts';
import {normalizeName} from '../requirements';
import {isTable, listAt, parseToml, tableAt, textOf, type Table} from '../toml';
import {linesOfNames, pinned, type LockedSets} from './lock';

/** Reads pdm.lock, whose packages name the groups that want them. */
export function readPdmLock(content: string, pyproject: Table): LockedSets | null {
  const lock = parseToml(content);
  const packages = listAt(lock, 'package').filter(isTable);
  const groups = listAt(lock, 'metadata', 'groups').map(textOf);
  if (lock === null || groups.length === 0) return null;
  const extras = Object.keys(tableAt(pyproject, 'project', 'optional-dependencies'));
  const named = (table: Table) => normalizeName(textOf(table['name']));
  const inGroups = (table: Table, wanted: readonly string[]) => listAt(table, 'groups').some(group => wanted.includes(textOf(group)));
  const holdings = Object.fromEntries(
    groups.filter(group => extras.includes(group)).map(group => [group, packages.filter(table => inGroups(table, [group])).map(named)]),
  );
  const parts = chooseParts(packages.filter(table => inGroups(table, ['default'])).map(named), holdings, {});
  const others = groups.filter(group => group !== 'default' && (!extras.includes(group) || isForDevelopment(group)));
  const lines = linesOfNames(content);
  const pins = (wanted: readonly string[]) => {
    const found = packages.filter(table => inGroups(table, wanted) && !('path' in table));
    return [
      ...new Map(
        found.map(table => [named(table), pinned(named(table), textOf(table['version']), [], lines.get(named(table)) ?? 1)]),
      ).values(),
    ];
  };
  const production = ['default', ...parts.production.extras];
  return {
    production: pins(production),
    development: pins([...production, ...others]),
    parts: {production: {extras: parts.production.extras, groups: []}, development: {extras: [], groups: others}},
    local: packages.map(table => textOf(table['path'])).filter(path => path !== ''),
  };
}
