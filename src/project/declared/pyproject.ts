import {chooseParts, type Holdings} from '../parts';
import {normalizeName} from '../requirements';
import {isTable, listAt, tableAt, textOf, type Table} from '../toml';
import {poetryGroups} from '../locks/poetry';
import {lineFor, lineOf, noParts, type Declared, type DeclaredSets} from './declared';

/** What a pyproject.toml without a lock declares: PEP 621, PEP 735 groups, poetry's tables, PDM's and uv's development tables. */
export function readPyproject(content: string, table: Table): DeclaredSets | null {
  const poetry = tableAt(table, 'tool', 'poetry');
  return Object.keys(tableAt(poetry, 'dependencies')).length > 0 ? readPoetry(content, table) : readStandard(content, table);
}

function readStandard(content: string, table: Table): DeclaredSets | null {
  const sources = tableAt(table, 'tool', 'uv', 'sources');
  const groups = groupsOf(table);
  const extras = listsIn(tableAt(table, 'project', 'optional-dependencies'));
  const always = listAt(table, 'project', 'dependencies').map(textOf);
  const parts = chooseParts(always.map(nameOf), namesIn(extras), namesIn(groups));
  const take = (from: Readonly<Record<string, readonly string[]>>, names: readonly string[]) => names.flatMap(name => from[name] ?? []);
  const texts = {
    production: [...always, ...take(extras, parts.production.extras), ...take(groups, parts.production.groups)],
    development: [...take(extras, parts.development.extras), ...take(groups, parts.development.groups)],
  };
  if (texts.production.length + texts.development.length === 0) return null;
  const declare = (lines: readonly string[]) => lines.flatMap(text => withSource(text, sources)).map(text => toDeclared(content, text));
  return {production: declare(texts.production), development: declare(texts.development), parts, local: isPackage(table) ? ['.'] : []};
}

/** Whether the project itself is installed, which the code of a repository is by lying on the path. */
function isPackage(table: Table): boolean {
  return 'build-system' in table && tableAt(table, 'tool', 'uv')['package'] !== false;
}

/** PEP 735 with its includes, and the tables that poetry, uv and PDM had before it. */
function groupsOf(table: Table): Readonly<Record<string, readonly string[]>> {
  const groups = tableAt(table, 'dependency-groups');
  const expand = (name: string, open: readonly string[]): readonly string[] =>
    listAt(groups, name).flatMap(entry => {
      const included = isTable(entry) ? textOf(entry['include-group']) : '';
      if (included === '') return [textOf(entry)];
      return open.includes(included) ? [] : expand(included, [...open, included]);
    });
  const standard = Object.fromEntries(Object.keys(groups).map(name => [name, expand(name, [name]).filter(text => text !== '')]));
  const uv = listAt(table, 'tool', 'uv', 'dev-dependencies').map(textOf);
  const pdm = listsIn(tableAt(table, 'tool', 'pdm', 'dev-dependencies'));
  return {...pdm, ...poetryTables(table), ...(uv.length > 0 ? {dev: uv} : {}), ...standard};
}

/** Groups of poetry 2 beside the dependencies of the standard. */
function poetryTables(table: Table): Readonly<Record<string, readonly string[]>> {
  const poetry = tableAt(table, 'tool', 'poetry');
  const linesIn = (declared: Table) => Object.entries(declared).flatMap(([name, value]) => lineFor(name, value));
  const groups = Object.keys(tableAt(poetry, 'group')).map(
    name => [name, linesIn(tableAt(poetry, 'group', name, 'dependencies'))] as const,
  );
  const old = 'dev-dependencies' in poetry ? {dev: linesIn(tableAt(poetry, 'dev-dependencies'))} : {};
  return {...old, ...Object.fromEntries(groups)};
}

/** A source of uv: git is written out; a package of the workspace is there already. */
function withSource(text: string, sources: Table): readonly string[] {
  const entry = Object.entries(sources).find(([name]) => normalizeName(name) === nameOf(text))?.[1];
  if (entry === undefined) return [text];
  const source = tableAt(entry);
  if (source['workspace'] === true || textOf(source['path']) !== '') return [];
  return textOf(source['git']) === '' ? [text] : lineFor(nameOf(text), source);
}

function readPoetry(content: string, table: Table): DeclaredSets {
  const poetry = tableAt(table, 'tool', 'poetry');
  const main = Object.entries(tableAt(poetry, 'dependencies')).filter(([name]) => name !== 'python');
  const optional = main.filter(([, value]) => isTable(value) && value['optional'] === true);
  const always = main.filter(entry => !optional.includes(entry));
  const extras = listsIn(tableAt(poetry, 'extras'));
  const parts = chooseParts(
    always.map(([name]) => normalizeName(name)),
    namesIn(extras),
    {},
  );
  const wanted = parts.production.extras.flatMap(name => extras[name] ?? []).map(nameOf);
  const groups = poetryGroups(table);
  const added = groups.flatMap(name => [
    ...Object.entries(tableAt(poetry, 'group', name, 'dependencies')),
    ...(name === 'dev' ? Object.entries(tableAt(poetry, 'dev-dependencies')) : []),
  ]);
  const shipped = [...always, ...optional.filter(([name]) => wanted.includes(normalizeName(name)))];
  const declare = (entries: typeof main) => entries.flatMap(([name, value]) => lineFor(name, value).map(text => toDeclared(content, text)));
  const standard = listAt(table, 'project', 'dependencies').map(text => toDeclared(content, textOf(text)));
  const local = main.map(([, value]) => (isTable(value) ? textOf(value['path']) : '')).filter(path => path !== '');
  return {
    production: [...standard, ...declare(shipped)],
    development: declare(added),
    parts: {production: {...noParts, extras: parts.production.extras}, development: {...noParts, groups}},
    local,
  };
}

function toDeclared(content: string, text: string): Declared {
  return {text, line: lineOf(content, /^[A-Za-z0-9._-]+/.exec(text)?.[0] ?? text)};
}

function listsIn(table: Table): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(table).map(([name, list]) => [name, Array.isArray(list) ? list.map(textOf) : []]));
}

function namesIn(lists: Readonly<Record<string, readonly string[]>>): Holdings {
  return Object.fromEntries(Object.entries(lists).map(([name, texts]) => [name, texts.map(nameOf)]));
}

function nameOf(requirement: string): string {
  return normalizeName(/^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(requirement)?.[1] ?? '');
}
