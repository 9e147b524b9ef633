import type {Tree} from '../tree';
import {join, parent} from './path';

/** Where `up` keeps the text of installed packages that the settings take everything from, relative to the root. */
export const borrowedPackages = '.devenv/packages';

/** The file of a module by its path without ".py"; null where the project has none. */
export function resolveModule(path: string, tree: Tree): string | null {
  return [`${path}.py`, join(path, '__init__.py')].find(file => !file.startsWith('/') && tree.exists(file)) ?? null;
}

/** The path of a dotted name: from the search path, or relative to `file` where it begins with dots; null outside of the project. */
export function findModule(dotted: string, file: string, searchPath: readonly string[], tree: Tree): string | null {
  const dots = dotted.length - dotted.replace(/^\.+/, '').length;
  const names = dotted
    .slice(dots)
    .split('.')
    .filter(name => name !== '')
    .join('/');
  const bases = dots > 0 ? [parent(file, dots)] : searchPath;
  const paths = bases.map(base => join(base, names));
  return paths.find(path => resolveModule(path, tree) !== null) ?? paths.find(path => tree.list(path).length > 0 && names !== '') ?? null;
}
