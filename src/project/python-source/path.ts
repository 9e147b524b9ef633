import {posix} from 'node:path';

/** Joins paths that are relative to the root ("" is the root); an absolute one wins. */
export function join(base: string, path: string): string {
  if (path.startsWith('/')) return posix.normalize(path);
  const joined = posix.join(base, path).replace(/\/$/, '');
  return joined === '.' ? '' : joined;
}

/** The directory above a path, up to `levels` times. */
export function parent(path: string, levels = 1): string {
  let at = path;
  for (let level = 0; level < levels; level += 1) at = join(at === '' ? '.' : at, '..');
  return at;
}
