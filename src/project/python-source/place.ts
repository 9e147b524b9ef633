import {join} from './path';
import {stringOf, type Value} from './value';

/** A path that a value says, relative to the root; null for a place outside of it, and for what is not known. */
export function pathOf(value: Value, workdir: string): string | null {
  const text = stringOf(value);
  const path = value.kind === 'path' ? value.path : text === null ? null : join(workdir, text);
  return path === null || path.startsWith('/') || path.startsWith('..') ? null : path;
}
