import type {Parts, Requirement} from '../../model/dependencies';
import {chooseParts, type Holdings} from '../parts';
import {normalizeName} from '../requirements';
import {isTable, listAt, parseToml, tableAt, textOf, type Table} from '../toml';
import {linesOfNames, pinned, type LockedSets} from './lock';

/** A package of the lock, its edges by the part that has them: "" for those that it always has. */
interface Package {
  readonly name: string;
  readonly version: string;
  readonly source: Table;
  readonly always: readonly Edge[];
  readonly extras: Readonly<Record<string, readonly Edge[]>>;
  readonly groups: Readonly<Record<string, readonly Edge[]>>;
}

interface Edge {
  readonly name: string;
  readonly extras: readonly string[];
}

/** Reads uv.lock: the packages that the project reaches, and with the groups that development takes. */
export function readUvLock(content: string, pyproject: Table, member: string | null): LockedSets | null {
  const lock = parseToml(content);
  const packages = new Map(
    listAt(lock, 'package')
      .filter(isTable)
      .map(toPackage)
      .map(one => [one.name, one]),
  );
  const own = member ?? textOf(tableAt(pyproject, 'project')['name']);
  const root = packages.get(normalizeName(own)) ?? [...packages.values()].find(({source}) => isOwn(source));
  if (lock === null || root === undefined) return null;
  const parts = chooseParts(namesOf(root.always), holdings(root.extras), holdings(root.groups));
  const groups = [...new Set([...parts.development.groups, ...defaultGroups(pyproject, root)])];
  const development = {extras: parts.development.extras, groups};
  const lines = linesOfNames(content);
  const reach = (...taken: readonly Parts[]) => [...closure(packages, root, taken)].map(name => toPin(packages, name, lines));
  const local = [...packages.values()].map(({source}) => textOf(source['editable'] ?? source['directory'])).filter(path => path !== '');
  return {
    production: reach(parts.production).filter(isPin),
    development: reach(parts.production, development).filter(isPin),
    parts: {production: parts.production, development},
    local,
  };
}

function toPackage(table: Table): Package {
  const edges = (value: unknown): readonly Edge[] => (Array.isArray(value) ? value.filter(isTable).map(toEdge) : []);
  const byName = (value: Table) => Object.fromEntries(Object.entries(value).map(([name, list]) => [name, edges(list)]));
  return {
    name: normalizeName(textOf(table['name'])),
    version: textOf(table['version']),
    source: tableAt(table, 'source'),
    always: edges(table['dependencies']),
    extras: byName(tableAt(table, 'optional-dependencies')),
    groups: byName(tableAt(table, 'dev-dependencies')),
  };
}

function toEdge(table: Table): Edge {
  return {name: normalizeName(textOf(table['name'])), extras: listAt(table, 'extra').map(textOf)};
}

function isOwn(source: Table): boolean {
  return ['virtual', 'editable', 'directory'].some(kind => textOf(source[kind]) === '.');
}

function defaultGroups(pyproject: Table, {groups}: Package): readonly string[] {
  const named = tableAt(pyproject, 'tool', 'uv')['default-groups'];
  if (named === 'all') return Object.keys(groups);
  const list = Array.isArray(named) ? named.map(textOf) : ['dev'];
  return list.filter(name => name in groups);
}

function holdings(parts: Package['groups']): Holdings {
  return Object.fromEntries(Object.entries(parts).map(([name, edges]) => [name, namesOf(edges)]));
}

function namesOf(edges: readonly Edge[]): readonly string[] {
  return edges.map(({name}) => name);
}

/** Names of all packages that the root reaches with these parts, the root left out. */
function closure(packages: ReadonlyMap<string, Package>, root: Package, parts: readonly Parts[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const open: Edge[] = [
    ...root.always,
    ...parts.flatMap(({extras}) => extras.flatMap(name => root.extras[name] ?? [])),
    ...parts.flatMap(({groups}) => groups.flatMap(name => root.groups[name] ?? [])),
  ];
  for (let edge = open.pop(); edge !== undefined; edge = open.pop()) {
    const found = packages.get(edge.name);
    const {name: from} = edge;
    const extras = edge.extras.filter(extra => !seen.has(`${from}[${extra}]`));
    for (const extra of extras) seen.add(`${edge.name}[${extra}]`);
    open.push(...extras.flatMap(extra => found?.extras[extra] ?? []));
    if (seen.has(edge.name)) continue;
    seen.add(edge.name);
    open.push(...(found?.always ?? []));
  }
  return new Set([...seen].filter(name => !name.includes('[')));
}

function toPin(packages: ReadonlyMap<string, Package>, name: string, lines: ReadonlyMap<string, number>): Requirement | null {
  const found = packages.get(name);
  if (found === undefined || isLocal(found.source)) return null;
  return pinned(name, found.version, [], lines.get(name) ?? 1);
}

function isLocal(source: Table): boolean {
  return ['virtual', 'editable', 'directory'].some(kind => kind in source);
}

function isPin(pin: Requirement | null): pin is Requirement {
  return pin !== null;
}
