import type {Parts, Requirement} from '../../model/dependencies';
import {normalizeName} from '../requirements';
import type {Table} from '../toml';

/** What a lock of another tool says of the two sets. */
export interface LockedSets {
  readonly production: readonly Requirement[];
  /** With all of production's. */
  readonly development: readonly Requirement[];
  readonly parts: {readonly production: Parts; readonly development: Parts};
  /** Directories of packages in the repository, relative to the lock. */
  readonly local: readonly string[];
}

/** Reads a lock; null where the content is none. `pyproject` is the file beside it, `member` the project's own name in a workspace. */
export type LockReader = (content: string, pyproject: Table, member: string | null) => LockedSets | null;

/** A pin, at the line of the lock that names it. */
export function pinned(name: string, version: string, extras: readonly string[], line: number): Requirement {
  return {
    name: normalizeName(name),
    version: version === '' ? null : version,
    extras,
    specifier: version === '' ? '' : `==${version}`,
    line,
  };
}

/** Lines of `name = "..."` in a TOML lock, by name. */
export function linesOfNames(content: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  content.split('\n').forEach((text, at) => {
    const name = /^name = ["']([^"']+)["']/.exec(text)?.[1];
    if (name !== undefined && !found.has(normalizeName(name))) found.set(normalizeName(name), at + 1);
  });
  return found;
}
