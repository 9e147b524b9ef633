import type {Tree} from '../tree';
import {parseSource, type Source} from './source';

/** A tree whose Python files are parsed at most once. */
export interface Code extends Tree {
  /** A file parsed; an empty one where there is none. */
  source(file: string): Source;
  /** Directories that the project puts on Python's search path beside its work directory. */
  readonly importRoots: readonly string[];
}

export function parsed(tree: Tree, importRoots: readonly string[] = []): Code {
  const sources = new Map<string, Source>();
  return {
    read: path => tree.read(path),
    list: directory => tree.list(directory),
    exists: path => tree.exists(path),
    files: () => tree.files(),
    tracks: path => tree.tracks(path),
    seen: tree.seen,
    importRoots,
    source: file => {
      const source = sources.get(file) ?? parseSource(file, tree.read(file) ?? '');
      sources.set(file, source);
      return source;
    },
  };
}
