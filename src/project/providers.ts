import {posix} from 'node:path';
import type {Dependencies, DependencyFile, LockKind, Requirement} from '../model/dependencies';
import type {Declared, DeclaredSets} from './declared/declared';
import {readPipfile} from './declared/pipfile';
import {readPyproject} from './declared/pyproject';
import {readSetupCfg, readSetupPy} from './declared/setup';
import {toRequirement} from './dependency-files';
import type {LockedSets, LockReader} from './locks/lock';
import {readPdmLock} from './locks/pdm';
import {readPipfileLock} from './locks/pipenv';
import {readPoetryLock} from './locks/poetry';
import {readPylock} from './locks/pylock';
import {readUvLock} from './locks/uv';
import {unreadable} from './unreadable';
import {parseRequirements} from './requirements';
import {parseToml, tableAt, textOf, type Table} from './toml';
import type {Tree} from './tree';

/** Locks of other tools, the reader of each and the file that it lies beside. */
const locks: readonly (readonly [LockKind, LockReader, beside: string | null])[] = [
  ['uv.lock', readUvLock, 'pyproject.toml'],
  ['poetry.lock', readPoetryLock, 'pyproject.toml'],
  ['pdm.lock', readPdmLock, 'pyproject.toml'],
  ['Pipfile.lock', readPipfileLock, 'Pipfile'],
  ['pylock.toml', readPylock, null],
];

type DeclaredReader = (content: string, table: Table) => DeclaredSets | null;

const declarations: readonly (readonly [string, DependencyFile['kind'], DeclaredReader])[] = [
  ['pyproject.toml', 'pyproject.toml', readPyproject],
  ['Pipfile', 'Pipfile', readPipfile],
  ['setup.cfg', 'setup', readSetupCfg],
  ['setup.py', 'setup', readSetupPy],
];

/** The sets of each lock in a directory; `near` is the directory whose own project the sets are for, in a workspace. */
export function lockedIn(tree: Tree, directory: string, near: readonly string[]): readonly Dependencies[] {
  return locks.flatMap(([kind, read, beside]) => {
    const file = posix.join(directory, kind);
    const content = tree.read(file);
    if (content === null) {
      if (tree.exists(file)) throw unreadable(file);
      return [];
    }
    const other = beside === null ? null : posix.join(directory, beside);
    const table = (other?.endsWith('.toml') === true && parseToml(tree.read(other) ?? '')) || {};
    const sets = read(content, table, memberOf(tree, directory, near));
    if (sets === null) throw unreadable(file);
    return [toLocked(tree, {file, kind, content, other, directory}, sets)];
  });
}

/** Name of the project nearest to manage.py, where that is another one than the lock's. */
function memberOf(tree: Tree, directory: string, near: readonly string[]): string | null {
  const nearest = near.find(one => tree.exists(posix.join(one, 'pyproject.toml')));
  if (nearest === undefined || nearest === directory) return null;
  const name = textOf(tableAt(parseToml(tree.read(posix.join(nearest, 'pyproject.toml')) ?? ''), 'project')['name']);
  return name === '' ? null : name;
}

interface LockFile {
  readonly file: string;
  readonly kind: LockKind;
  readonly content: string;
  readonly other: string | null;
  readonly directory: string;
}

function toLocked(tree: Tree, {file, kind, content, other, directory}: LockFile, sets: LockedSets): Dependencies {
  const names = new Set(sets.production.map(({name}) => name));
  const added = sets.development.filter(({name}) => !names.has(name));
  const lock = (requirements: readonly Requirement[]): DependencyFile => ({file, kind, entry: true, content, text: null, requirements});
  const manifests = [...(other === null ? [] : [other]), ...sets.local.map(path => posix.join(directory, path, 'pyproject.toml'))];
  const beside = [...new Set(manifests)].flatMap(path => besideLock(tree, path));
  return {
    production: [...beside, lock(sets.production)],
    development: added.length === 0 ? [] : [lock(added)],
    parts: sets.parts,
    pinned: true,
    local: sets.local.map(path => posix.join(directory, path)),
  };
}

function besideLock(tree: Tree, file: string): readonly DependencyFile[] {
  const content = tree.read(file);
  if (content === null) return [];
  const kind = file.endsWith('Pipfile') ? 'Pipfile' : 'pyproject.toml';
  return [{file, kind, entry: false, content, text: null, requirements: []}];
}

/** The sets of each file in a directory that declares dependencies without a lock. */
export function declaredIn(tree: Tree, directory: string): readonly Dependencies[] {
  return declarations.flatMap(([name, kind, read]) => {
    const file = posix.join(directory, name);
    const content = tree.read(file);
    if (content === null) {
      if (tree.exists(file)) throw unreadable(file);
      return [];
    }
    const isToml = kind === 'pyproject.toml' || kind === 'Pipfile';
    const table = isToml ? parseToml(content) : {};
    if (table === null) throw unreadable(file);
    const sets = read(content, table);
    return sets === null ? [] : [toDeclaredSets(file, kind, content, sets)];
  });
}

function toDeclaredSets(file: string, kind: DependencyFile['kind'], content: string, sets: DeclaredSets): Dependencies {
  const entry = (lines: readonly Declared[]): readonly DependencyFile[] =>
    lines.length === 0
      ? []
      : [{file, kind, entry: true, content, text: lines.map(({text}) => `${text}\n`).join(''), requirements: lines.flatMap(requirementOf)}];
  const {parts} = sets;
  const local = sets.local.map(path => posix.join(posix.dirname(file), path).replace(/^\.$/, ''));
  return {production: entry(sets.production), development: entry(sets.development), parts, pinned: false, local};
}

function requirementOf({text, line}: Declared): readonly Requirement[] {
  return parseRequirements(text)
    .flatMap(toRequirement)
    .map(requirement => ({...requirement, line}));
}
