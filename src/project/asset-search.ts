import {posix} from 'node:path';
import type {Settings} from '../model/settings';
import {fromPackages, fromStage, withOutput, withScript, type Found} from './asset-builds';
import {readManifest} from './package-json';
import {parent} from './python-source/path';
import {stringOf} from './python-source/value';
import {namedPlaces} from './served';
import {settingOf, type DjangoSettingsModule} from './settings';
import type {Tree} from './tree';

/** A directory that devenv.yaml names: what builds in it is looked for. */
export function asWritten(tree: Tree, workdir: string, module: DjangoSettingsModule, directory: string): Found {
  const named = namedPlaces(module, workdir);
  const stage = fromStage(tree, named, one => one === directory);
  return stage ?? withScript(tree, directory) ?? withOutput(tree, named, directory) ?? unsaid(directory);
}

/** The directory and all above it, up to the root "". */
export function directoriesUp(directory: string): readonly string[] {
  return directory === '' ? [''] : [directory, ...directoriesUp(parent(directory))];
}

function unsaid(directory: string): Found {
  return {directory, command: null, output: null, node: null, proofs: []};
}

/** Applications of Django that read what a bundler made. */
const loaders = /^(webpack_loader|django_vite|manifest_loader|django_manifest_loader|pipeline_manifest)(\.|$)/;

/** One that is built near manage.py or in a directory that the settings name; else one whose files Django serves and git does not bring. */
export function detect(
  tree: Tree,
  workdir: string,
  module: DjangoSettingsModule,
  apps: readonly string[],
  asked: Settings['assets'],
): Found | null {
  const near = directoriesUp(workdir);
  const builds = (directory: string): boolean =>
    hasCommand(asked) ? readManifest(tree, directory) !== null : withScript(tree, directory) !== null;
  const below = near.flatMap(directory =>
    tree
      .list(directory)
      .filter(entry => entry.directory && !/^(\.|(docs?|documentation|node_modules)$)/.test(entry.name))
      .map(entry => posix.join(directory, entry.name)),
  );
  const isNamed = apps.some(app => loaders.test(app)) ? () => true : namedIn(tree, module);
  const place = near.find(builds) ?? below.find(directory => builds(directory) && isNamed(directory));
  if (place !== undefined) return withScript(tree, place) ?? unsaid(place);
  const named = namedPlaces(module, workdir);
  const stage = fromStage(tree, named, () => true);
  return (
    stage ??
    firstOf([...near, ...below, ...tailwindOf(module, workdir)], directory => withOutput(tree, named, directory)) ??
    fromPackages(tree, named)
  );
}

/** django-tailwind builds in a directory of the application that the settings name. */
function tailwindOf(module: DjangoSettingsModule, workdir: string): readonly string[] {
  const app = stringOf(settingOf(module, 'TAILWIND_APP_NAME'));
  return app === null ? [] : [posix.join(workdir, app.replaceAll('.', '/'), 'static_src')];
}

function firstOf<Item, Result>(items: readonly Item[], find: (item: Item) => Result | null): Result | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
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
