import {posix} from 'node:path';
import type {Assets, PackageManager} from '../model/assets';
import type {Tree} from './tree';
import {yarnFileOf, yarnOf} from './yarn';

/** What a package.json says that matters here. */
export interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  /** Whether its installation may read more than the manifests: workspaces, own scripts, packages of the repository. */
  readonly entangled: boolean;
  readonly packageManager: string;
  /** What it depends on, for development too: "^1.2", "github:team/x" by name. */
  readonly packages: ReadonlyMap<string, string>;
}

/** Reads a package.json; null where there is none, or where it is something else, such as a fixture of that name. */
export function readManifest(tree: Tree, directory: string): Manifest | null {
  const text = tree.read(posix.join(directory, 'package.json'));
  const content = text === null ? null : parse(text);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
  const {scripts, workspaces, packageManager, dependencies, devDependencies} = content as Readonly<Record<string, unknown>>;
  const named = Object.entries((scripts ?? {}) as Readonly<Record<string, unknown>>).filter(([, line]) => typeof line === 'string');
  const lines = Object.fromEntries(named) as Readonly<Record<string, string>>;
  const own = ['preinstall', 'install', 'postinstall', 'prepare'].some(name => Object.hasOwn(lines, name));
  const local = /"(file|link|workspace|portal|patch):|"patchedDependencies"/.test(text ?? '');
  const entangled = own || workspaces !== undefined || local;
  const packages = new Map(
    [dependencies, devDependencies].flatMap(table => Object.entries(table ?? {}).map(([of, asked]) => [of, String(asked)])),
  );
  return {scripts: lines, entangled, packageManager: typeof packageManager === 'string' ? packageManager : '', packages};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const gulpfiles = ['gulpfile.js', 'gulpfile.mjs', 'gulpfile.cjs', 'gulpfile.babel.js', 'gulpfile.ts'];

/** What builds a front end, given the name of its package manager: its script, else the task of that name of its gulpfile. */
export function buildOf(tree: Tree, directory: string, {scripts, packages}: Manifest): ((manager: string) => string) | null {
  if (Object.hasOwn(scripts, 'build')) return manager => `${manager} run build`;
  const hasTask = (name: string) => /\bbuild\b/.test(tree.read(posix.join(directory, name)) ?? '');
  return packages.has('gulp') && gulpfiles.some(hasTask) ? () => 'gulp build' : null;
}

/** The bundler that a configuration of the usual name is for, where no script calls it. */
export function bundlerOf(tree: Tree, directory: string, {packages}: Manifest): ((manager: string) => string) | null {
  const has = (...names: readonly string[]) => names.some(name => tree.exists(posix.join(directory, name)));
  return packages.has('webpack') && has('webpack.config.js', 'webpack.config.cjs') ? () => 'webpack' : null;
}

const npm = ['package-lock.json', 'npm-shrinkwrap.json'];
// .yarn has the releases, plugins and patches of yarn, and what it installs without a network.
const read = ['package.json', ...npm, 'yarn.lock', 'pnpm-lock.yaml', '.npmrc', '.pnpmfile.cjs', '.yarnrc', '.yarnrc.yml', '.yarn'];

/** The files and directories that an installation reads; null where it may read any. */
export function manifestsOf(tree: Tree, directory: string, {entangled}: Manifest): Assets['manifests'] {
  const yarn = yarnFileOf(tree, directory);
  const isAbove = yarn?.exists === true && yarn.path.startsWith('..');
  if (entangled || isAbove || tree.exists(posix.join(directory, 'pnpm-workspace.yaml'))) return null;
  const own = yarn?.exists === true && !yarn.path.startsWith('.yarn/') ? [yarn.path] : [];
  return [...read.filter(name => tree.exists(posix.join(directory, name))), ...own];
}

/** The package manager that `packageManager` or the lock names, and how it installs exactly what is locked. */
export function managerOf(tree: Tree, directory: string, {packageManager}: Manifest): PackageManager {
  const textOf = (name: string) => tree.read(posix.join(directory, name));
  const [, name = '', version = ''] = /^(npm|yarn|pnpm)@(\d+(?:\.\d+)*)/.exec(packageManager) ?? [];
  const [yarn, pnpm] = [textOf('yarn.lock'), textOf('pnpm-lock.yaml')];
  if (name === 'pnpm' || (name === '' && pnpm !== null)) return pnpmOf(version, pnpm);
  if (name === 'yarn' || (name === '' && yarn !== null)) return yarnOf(version, yarn, yarnFileOf(tree, directory));
  const lock = npm.map(textOf).find(text => text !== null);
  const install = lock === undefined ? 'npm install' : 'npm ci';
  const oldest = /"lockfileVersion":\s*3\b/.test(lock?.slice(0, 1000) ?? '') ? {oldest: 7} : {};
  return {name: 'npm', tool: version === '' ? null : `npm@${version}`, install, ...oldest};
}

/** pnpm by the version of its lock's format, where nothing names one. */
const pnpmByLock: Readonly<Record<string, string>> = {'5': '7', '6': '8', '9': '9'};

function pnpmOf(version: string, lock: string | null): PackageManager {
  const format = /^lockfileVersion:\s*'?(\d+)/m.exec(lock ?? '')?.[1] ?? '9';
  const install = lock === null ? 'pnpm install' : 'pnpm install --frozen-lockfile';
  return {name: 'pnpm', tool: `pnpm@${version === '' ? (pnpmByLock[format] ?? '9') : version}`, install};
}
