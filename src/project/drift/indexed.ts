import {posix} from 'node:path';
import type {Entry, Tree} from '../tree';

/** A tree that answers from the list of its files: thousands of questions for modules then ask the disk nothing. */
export function indexed(tree: Tree): Tree {
  const files = new Set(tree.files());
  const directories = new Map<string, Set<string>>();
  for (const file of files) add(directories, file);
  const list = (directory: string): readonly Entry[] =>
    [...(directories.get(directory) ?? [])].map(name => ({name, directory: !files.has(posix.join(directory, name))}));
  return {
    read: path => tree.read(path),
    exists: path => files.has(path) || directories.has(path),
    files: () => tree.files(),
    tracks: path => tree.tracks(path),
    seen: tree.seen,
    list,
  };
}

function add(directories: Map<string, Set<string>>, path: string): void {
  const directory = posix.dirname(path).replace(/^\.$/, '');
  const names = directories.get(directory);
  if (names !== undefined) {
    names.add(posix.basename(path));
    return;
  }
  directories.set(directory, new Set([posix.basename(path)]));
  if (directory !== '') add(directories, directory);
}
