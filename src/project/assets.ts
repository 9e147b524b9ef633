import {posix} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Assets} from '../model/assets';
import type {Settings} from '../model/settings';
import {chooseNode} from './node';
import {buildOf, managerOf, manifestsOf, readManifest} from './package-json';
import {parent} from './python-source/path';
import type {DjangoSettingsModule} from './settings';
import type {Tree} from './tree';

/**
 * The front end whose files the pages need: a package.json with a build script or a gulpfile beside manage.py or above it, or in a
 * directory below those that the settings name; else what devenv.yaml says.
 * @throws DevenvError `usage` where the directory that is asked for has no package.json.
 */
export function findAssets(
  tree: Tree,
  workdir: string,
  module: DjangoSettingsModule,
  apps: readonly string[],
  asked: Settings['assets'],
): Assets | null {
  if (asked === false) return null;
  const near = directoriesUp(workdir);
  const place = asked?.directory === undefined ? detect(tree, near, module, apps, asked) : plain(asked.directory);
  const manifest = place === undefined ? null : readManifest(tree, place);
  if (asked?.directory !== undefined && manifest === null) throw noManifest(asked.directory);
  if (place === undefined || manifest === null) return null;
  const manager = managerOf(tree, place, manifest);
  return {
    directory: place,
    node: chooseNode(tree, directoriesUp(place)),
    manager,
    manifests: manifestsOf(tree, place, manifest),
    command: asked?.command ?? buildOf(tree, place, manifest)?.(manager.name) ?? `${manager.name} run build`,
    output: asked?.output ?? null,
  };
}

function plain(directory: string): string {
  return posix.normalize(directory).replace(/\/$/, '').replace(/^\.$/, '');
}

/** The directory and all above it, up to the root "". */
function directoriesUp(directory: string): readonly string[] {
  return directory === '' ? [''] : [directory, ...directoriesUp(parent(directory))];
}

/** Applications of Django that read what a bundler made. */
const loaders = /^(webpack_loader|django_vite|manifest_loader|django_manifest_loader|pipeline_manifest)(\.|$)/;

function detect(
  tree: Tree,
  near: readonly string[],
  module: DjangoSettingsModule,
  apps: readonly string[],
  asked: Settings['assets'],
): string | undefined {
  const builds = (directory: string): boolean => {
    const manifest = readManifest(tree, directory);
    return manifest !== null && (hasCommand(asked) || buildOf(tree, directory, manifest) !== null);
  };
  const beside = near.find(builds);
  if (beside !== undefined) return beside;
  const below = near.flatMap(directory =>
    tree
      .list(directory)
      .filter(entry => entry.directory && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map(entry => posix.join(directory, entry.name)),
  );
  const isNamed = apps.some(app => loaders.test(app)) ? () => true : namedIn(tree, module);
  return below.find(directory => builds(directory) && isNamed(directory));
}

/** A command of devenv.yaml stands for the script. */
function hasCommand(asked: Settings['assets']): boolean {
  return asked !== null && asked !== false && asked.command !== undefined;
}

/** Whether the settings name a directory, such as `BASE_DIR / "frontend/dist"`. */
function namedIn(tree: Tree, module: DjangoSettingsModule): (directory: string) => boolean {
  const beside = parent(module.file);
  const files = tree.list(beside).filter(entry => entry.name.endsWith('.py'));
  const text = [...new Set([module.file, ...files.map(({name}) => posix.join(beside, name))])]
    .map(file => tree.read(file) ?? '')
    .join('\n');
  return directory => new RegExp(`["'/]${posix.basename(directory).replace(/[^\w-]/g, '\\$&')}["'/]`).test(text);
}

function noManifest(directory: string): DevenvError {
  return new DevenvError('usage', `assets.directory in devenv.yaml is ${directory}, which has no package.json`, {
    next: ['Correct assets.directory in devenv.yaml, or say `assets: false`'],
  });
}
