import {posix} from 'node:path';
import type {Proof} from '../model/proof';
import {staticDirectories} from './directories';
import {isGitIgnored} from './git-ignored';
import {alternatives, likeliest} from './python-source/choice';
import {getKey} from './python-source/containers';
import {pathOf} from './python-source/place';
import {constant, unknown, type Value} from './python-source/value';
import {proofsOf, type DjangoSettingsModule} from './settings';
import type {Tree} from './tree';

/** A path below the root at which the settings expect files of a front end. */
export interface NamedPlace {
  readonly path: string;
  /** Whether a bundler writes it and nothing else does: the list of what it made. */
  readonly isManifest: boolean;
  readonly where: Proof;
}

/** Directories of static files and templates that the settings name, and the lists that bundlers write for Django. */
export function namedPlaces(module: DjangoSettingsModule, workdir: string): readonly NamedPlace[] {
  const lists: readonly (readonly [string, boolean, readonly string[]])[] = [
    ['STATICFILES_DIRS', false, staticDirectories(module, workdir)],
    ['TEMPLATES', false, entriesOf(module, 'TEMPLATES').flatMap(entry => pathsIn(keyOf(entry, 'DIRS'), workdir))],
    ['WEBPACK_LOADER', true, entriesOf(module, 'WEBPACK_LOADER').flatMap(entry => pathsIn(keyOf(entry, 'STATS_FILE'), workdir))],
    ['DJANGO_VITE', true, entriesOf(module, 'DJANGO_VITE').flatMap(entry => pathsIn(keyOf(entry, 'manifest_path'), workdir))],
    ['DJANGO_VITE_ASSETS_PATH', false, pathsIn(valueOf(module, 'DJANGO_VITE_ASSETS_PATH'), workdir)],
    ['DJANGO_VITE_MANIFEST_PATH', true, pathsIn(valueOf(module, 'DJANGO_VITE_MANIFEST_PATH'), workdir)],
  ];
  return lists.flatMap(([name, isManifest, paths]) =>
    proofsOf(module, name)
      .slice(0, 1)
      .flatMap(where => [...new Set(paths)].filter(path => path !== '').map(path => ({path, isManifest, where}))),
  );
}

/** Whether Django finds files there: the settings name the place or one in it, or it is in `static` or `templates` of an application. */
export function isServed(tree: Tree, named: readonly NamedPlace[], path: string): boolean {
  if (named.some(place => isWithin(path, place.path) || isWithin(place.path, path))) return true;
  const [, app] = /^(?:(.*)\/)?(?:static|templates)(?:\/|$)/.exec(path) ?? [];
  return app !== undefined && ['__init__.py', 'apps.py', 'models.py'].some(name => tree.exists(posix.join(app, name)));
}

/** Whether git does not bring it: it is not there, git ignores it, or a front end that devenv built has put it there. */
export function isMade(tree: Tree, path: string): boolean {
  if (!tree.exists(path)) return true;
  if (tree.tracks(path)) return false;
  if (isGitIgnored(tree, path)) return true;
  const record = tree.read('.devenv/assets.json') ?? '';
  return record.includes(`"${path}/`) || record.includes(`"${path}"`);
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

function valueOf({scope}: DjangoSettingsModule, name: string): Value {
  return scope.get(name)?.value ?? unknown;
}

function keyOf(value: Value, key: string): Value {
  return getKey(value, constant(key));
}

/** What a list or a dictionary holds, whichever of several it is. */
function entriesOf(module: DjangoSettingsModule, name: string): readonly Value[] {
  return alternatives(valueOf(module, name)).flatMap(value => {
    if (value.kind === 'dict') return value.entries.map(entry => likeliest(entry.value));
    return value.kind === 'list' ? value.items.map(likeliest) : [];
  });
}

function pathsIn(value: Value, workdir: string): readonly string[] {
  return alternatives(value).flatMap(one => {
    if (one.kind === 'list') return one.items.flatMap(item => pathsIn(item, workdir));
    return pathOf(one, workdir) ?? [];
  });
}
