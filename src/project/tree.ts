import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {pathsInIndex} from './git-index';
import {decode} from './text';

/** The files of a project, by path relative to its root ("" is the root). Nothing outside of it is read. */
export interface Tree {
  /** Text of a file; null where there is none, or none that is text. */
  read(path: string): string | null;
  /** Names in a directory, sorted; empty where there is none. */
  list(directory: string): readonly Entry[];
  exists(path: string): boolean;
  /** All files outside of the ignored directories, sorted. */
  files(): readonly string[];
  /** Whether git has a file, or files in a directory, hidden ones aside; false where that cannot be told. */
  tracks(path: string): boolean;
  /** Files that were read so far. */
  readonly seen: ReadonlySet<string>;
}

export interface Entry {
  readonly name: string;
  readonly directory: boolean;
}

const ignored = new Set([
  '.git',
  '.hg',
  '.svn',
  '.devenv',
  '.direnv',
  '.venv',
  'venv',
  'virtualenv',
  '.virtualenv',
  'node_modules',
  'bower_components',
  '__pycache__',
  'site-packages',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.idea',
  '.vscode',
  '.cache',
]);
const deepest = 12;
const largest = 4 * 1024 * 1024;

/** The work tree below `root` as it is on the disk; what was asked once is not read again. */
export function diskTree(root: string): Tree {
  const seen = new Set<string>();
  const known = new Map<string, boolean>();
  const texts = new Map<string, string | null>();
  let all: readonly string[] | null = null;
  let index: readonly string[] | null = null;
  const tree: Tree = {
    seen,
    list: directory => listDirectory(join(root, directory)),
    exists: path => {
      const found = known.get(path) ?? (!leaves(path) && existsSync(join(root, path)));
      known.set(path, found);
      return found;
    },
    files: () => (all ??= walk(tree, '', 0)),
    tracks: path => (index ??= readIndex(root)).some(file => isWithin(file, path)),
    read: path => {
      const kept = texts.get(path);
      if (kept !== undefined) return kept;
      const content = leaves(path) ? null : readText(join(root, path));
      texts.set(path, content);
      if (content !== null) seen.add(path);
      return content;
    },
  };
  return tree;
}

function leaves(path: string): boolean {
  return path.startsWith('/') || path === '..' || path.startsWith('../');
}

function readText(path: string): string | null {
  try {
    const about = statSync(path);
    return about.isFile() && about.size <= largest ? decode(readFileSync(path)) : null;
  } catch (error) {
    if (isFileError(error)) return null;
    throw error;
  }
}

function listDirectory(path: string): readonly Entry[] {
  try {
    return readdirSync(path, {withFileTypes: true})
      .map(entry => ({name: entry.name, directory: entry.isDirectory()}))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    if (isFileError(error)) return [];
    throw error;
  }
}

function readIndex(root: string): readonly string[] {
  try {
    return pathsInIndex(readFileSync(join(root, '.git', 'index')));
  } catch (error) {
    if (isFileError(error)) return [];
    throw error;
  }
}

function isWithin(file: string, path: string): boolean {
  return file === path || (file.startsWith(`${path}/`) && file[path.length + 1] !== '.');
}

function isFileError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error;
}

function walk(tree: Tree, directory: string, depth: number): string[] {
  if (depth > deepest) return [];
  const entries = tree.list(directory);
  if (directory !== '' && entries.some(entry => entry.name === 'pyvenv.cfg')) return [];
  return entries.flatMap(entry => {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
    if (!entry.directory) return [path];
    return ignored.has(entry.name) ? [] : walk(tree, path, depth + 1);
  });
}
