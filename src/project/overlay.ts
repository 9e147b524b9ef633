import {posix} from 'node:path';
import type {Tree} from './tree';

/** A tree with files laid over it, as `files:` of devenv.yaml lays them over the work tree in containers. */
export function overlaid(tree: Tree, files: Readonly<Record<string, string>>): Tree {
  const paths = Object.keys(files).map(path => posix.normalize(path));
  if (paths.length === 0) return tree;
  const contents = new Map(Object.entries(files).map(([path, content]) => [posix.normalize(path), content]));
  let all: readonly string[] | null = null;
  const below = (directory: string): boolean => paths.some(path => path.startsWith(`${directory}/`));
  return {
    seen: tree.seen,
    read: path => contents.get(path) ?? tree.read(path),
    exists: path => contents.has(path) || below(path) || tree.exists(path),
    files: () => (all ??= [...new Set([...tree.files(), ...paths])].sort()),
    tracks: path => tree.tracks(path),
    list: directory => {
      const names = paths.filter(path => posix.dirname(path) === (directory === '' ? '.' : directory)).map(path => posix.basename(path));
      const there = tree.list(directory);
      return [...there, ...names.filter(name => !there.some(entry => entry.name === name)).map(name => ({name, directory: false}))];
    },
  };
}
