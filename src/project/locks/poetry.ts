import {chooseParts, isForDevelopment} from '../parts';
import {normalizeName} from '../requirements';
import {isTable, listAt, parseToml, tableAt, textOf, type Table} from '../toml';
import {linesOfNames, pinned, type LockedSets} from './lock';

/** Reads poetry.lock of poetry 1 and 2. Which set a package belongs to is what the lock says, or what reaches it. */
export function readPoetryLock(content: string, pyproject: Table): LockedSets | null {
  const lock = parseToml(content);
  if (lock === null || !('metadata' in lock)) return null;
  const packages = listAt(lock, 'package').filter(isTable);
  const lines = linesOfNames(content);
  const pin = (table: Table) => {
    const name = normalizeName(textOf(table['name']));
    return pinned(name, textOf(table['version']), [], lines.get(name) ?? 1);
  };
  const groups = poetryGroups(pyproject);
  const extras = extrasOf(pyproject, lock);
  const main = reachable(packages, mainNames(pyproject));
  const isMain = (table: Table) => belongs(table, 'main', main);
  const optional = (table: Table) => table['optional'] === true;
  const always = packages.filter(table => isMain(table) && !optional(table)).map(table => normalizeName(textOf(table['name'])));
  const parts = chooseParts(always, extras, {});
  const wanted = reachable(
    packages,
    parts.production.extras.flatMap(name => extras[name] ?? []),
  );
  const asked = (table: Table) => parts.production.extras.some(extra => textOf(table['markers']).includes(`extra == "${extra}"`));
  const ships = (table: Table) => isMain(table) && (!optional(table) || asked(table) || wanted.has(normalizeName(textOf(table['name']))));
  return {
    production: packages.filter(ships).map(pin),
    development: packages.filter(table => ships(table) || !isMain(table) || belongs(table, 'dev', new Set())).map(pin),
    parts: {production: {extras: parts.production.extras, groups: []}, development: {extras: parts.development.extras, groups}},
    local: packages.flatMap(table =>
      textOf(tableAt(table, 'source')['type']) === 'directory' ? [textOf(tableAt(table, 'source')['url'])] : [],
    ),
  };
}

/** Groups that `poetry install` takes without being asked, and optional ones that development takes by their names. */
export function poetryGroups(pyproject: Table): readonly string[] {
  const old = tableAt(pyproject, 'tool', 'poetry')['dev-dependencies'] === undefined ? [] : ['dev'];
  const named = Object.entries(tableAt(pyproject, 'tool', 'poetry', 'group'))
    .filter(([name, group]) => name !== 'main' && (tableAt(group)['optional'] !== true || isForDevelopment(name)))
    .map(([name]) => name);
  return [...new Set([...old, ...named, ...Object.keys(tableAt(pyproject, 'dependency-groups'))])];
}

function extrasOf(pyproject: Table, lock: Table): Readonly<Record<string, readonly string[]>> {
  const tables = [
    tableAt(pyproject, 'project', 'optional-dependencies'),
    tableAt(pyproject, 'tool', 'poetry', 'extras'),
    tableAt(lock, 'extras'),
  ];
  const all: Table = Object.assign({}, ...tables) as Table;
  return Object.fromEntries(
    Object.entries(all).map(([name, list]) => [name, Array.isArray(list) ? list.map(one => nameOf(textOf(one))) : []]),
  );
}

function mainNames(pyproject: Table): readonly string[] {
  const poetry = Object.keys(tableAt(pyproject, 'tool', 'poetry', 'dependencies')).filter(name => name !== 'python');
  return [...poetry.map(normalizeName), ...listAt(pyproject, 'project', 'dependencies').map(one => nameOf(textOf(one)))];
}

/** Poetry 2 writes `groups`, poetry before 1.5 `category`; those between wrote neither. */
function belongs(table: Table, group: string, reached: ReadonlySet<string>): boolean {
  if (Array.isArray(table['groups'])) return table['groups'].includes(group);
  if (typeof table['category'] === 'string') return table['category'] === group;
  return reached.has(normalizeName(textOf(table['name'])));
}

/** All that these packages reach; edges that only an extra asks for count, as the lock does not say who asks. */
function reachable(packages: readonly Table[], from: readonly string[]): ReadonlySet<string> {
  const edges = new Map(
    packages.map(table => [normalizeName(textOf(table['name'])), Object.keys(tableAt(table, 'dependencies')).map(normalizeName)]),
  );
  const seen = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(edges.get(name) ?? []));
  }
  return seen;
}

function nameOf(requirement: string): string {
  return normalizeName(/^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(requirement)?.[1] ?? '');
}
