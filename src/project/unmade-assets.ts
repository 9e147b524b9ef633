import {posix} from 'node:path';
import type {UnmadeAssets} from '../model/assets';
import {buildOf, managerOf, readManifest, type Manifest} from './package-json';
import {namedPlaces} from './served';
import type {DjangoSettingsModule} from './settings';
import type {Tree} from './tree';

const bundlers =
  /"[\w@/-]*(webpack|vite|rollup|parcel|esbuild|gulp|grunt|tailwindcss|sass|nuxt|next|react-scripts|vue-cli|angular|svelte)[\w/-]*"/;
const deepest = 3;

/**
 * Places that the settings name and that are not there, in a repository with a front end of which nothing tells that it
 * makes them. A directory that is not there without any front end is none of one; the list that a bundler writes always is. Documentation is built apart.
 */
export function findUnmadeAssets(tree: Tree, workdir: string, module: DjangoSettingsModule): UnmadeAssets | null {
  const isDocumentation = (path: string) => /(^|\/)docs?$/.test(path);
  const absent = namedPlaces(module, workdir).filter(({path}) => !path.startsWith('..') && !isDocumentation(path) && !tree.exists(path));
  if (absent.length === 0) return null;
  const from = likeliest(tree);
  const [first, ...others] = from === null ? absent.filter(({isManifest}) => isManifest) : absent;
  if (first === undefined) return null;
  const paths = [first, ...others].map(({path}) => path);
  const outer = [...new Set(paths)].filter(path => !paths.some(other => path.startsWith(`${other}/`)));
  return {paths: outer, where: first.where, from: from === null ? null : {...from, command: commandFor(tree, from.directory, outer)}};
}

/** The nearest package.json that names a bundler. */
function likeliest(tree: Tree): {readonly directory: string} | null {
  const manifests = tree.files().filter(file => posix.basename(file) === 'package.json' && file.split('/').length <= deepest);
  const sorted = [...manifests].sort((one, other) => one.split('/').length - other.split('/').length);
  const found = sorted.find(file => !/^docs?\//.test(file) && bundlers.test(tree.read(file) ?? ''));
  return found === undefined ? null : {directory: posix.dirname(found).replace(/^\.$/, '')};
}

/** Its build, and what it made put where the settings look for it. */
function commandFor(tree: Tree, directory: string, [path = '']: readonly string[]): string {
  const manifest = readManifest(tree, directory);
  const manager = manifest === null ? 'npm' : managerOf(tree, directory, manifest).name;
  const build = (manifest === null ? null : buildOf(tree, directory, manifest))?.(manager) ?? `${manager} run ${scriptFor(manifest)}`;
  if (directory === '' || path.startsWith(`${directory}/`)) return build;
  const target = posix.relative(directory, path);
  return `${build} && mkdir -p ${posix.dirname(target)} && cp -r dist ${target}`;
}

/** The script that sounds most like a build for production. */
function scriptFor(manifest: Manifest | null): string {
  const names = Object.keys(manifest?.scripts ?? {}).filter(name => !/watch|test|lint|dev/.test(name));
  const likely = [/build.*prod|prod.*build/, /^(webpack|vite|bundle|assets).*prod/, /(^|[:-])build$/, /build/];
  return likely.flatMap(pattern => names.find(name => pattern.test(name)) ?? [])[0] ?? 'build';
}
