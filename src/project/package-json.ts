import {posix} from 'node:path';
import type {Assets, PackageManager} from '../model/assets';
import type {Tree} from './tree';

/** What a package.json says that matters here. */
export interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  /** Whether its installation may read more than the manifests: workspaces, own scripts, packages of the repository. */
  readonly entangled: boolean;
  readonly packageManager: string;
  /** Names of what it depends on, for development too. */
  readonly packages: ReadonlySet<string>;
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
  const entangled = own || workspaces !== undefined || /"(file|link|workspace|portal|patch):/.test(text ?? '');
  const packages = new Set([dependencies, devDependencies].flatMap(table => Object.keys(table ?? {})));
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
const read = ['package.json', ...npm, 'yarn.lock', 'pnpm-lock.yaml', '.npmrc', '.yarnrc', '.yarnrc.yml'];

/** The files that an installation reads; null where it may read any. */
export function manifestsOf(tree: Tree, directory: string, {entangled}: Manifest): Assets['manifests'] {
  const isEntangled = entangled || ['pnpm-workspace.yaml', '.yarn'].some(name => tree.exists(posix.join(directory, name)));
  return isEntangled ? null : read.filter(name => tree.exists(posix.join(directory, name)));
}

/** The package manager that `packageManager` or the lock names, and how it installs exactly what is locked. */
export function managerOf(tree: Tree, directory: string, {packageManager}: Manifest): PackageManager {
  const textOf = (name: string) => tree.read(posix.join(directory, name));
  const [, name = '', version = ''] = /^(npm|yarn|pnpm)@(\d+(?:\.\d+)*)/.exec(packageManager) ?? [];
  const [yarn, pnpm] = [textOf('yarn.lock'), textOf('pnpm-lock.yaml')];
  if (name === 'pnpm' || (name === '' && pnpm !== null)) return pnpmOf(version, pnpm);
  if (name === 'yarn' || (name === '' && yarn !== null)) return yarnOf(version, yarn);
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

/** The last yarn from 2 on that writes a lock of that version: a later one refuses to keep it. */
const berryByLock: Readonly<Record<string, string>> = {'4': '2', '6': '3', '8': '4.9.1'};

/** yarn 2 and later are another program, which writes another lock. */
function yarnOf(version: string, lock: string | null): PackageManager {
  const format = /^__metadata:\s+version: (\d+)/m.exec(lock ?? '')?.[1];
  if (version === '' ? format !== undefined : !version.startsWith('1.')) {
    const berry = version === '' ? (berryByLock[format ?? ''] ?? '4') : version;
    return {name: 'yarn', tool: `@yarnpkg/cli-dist@${berry}`, install: `yarn install${lock === null ? '' : ' --immutable'}`};
  }
  const install = `yarn install --non-interactive${lock === null ? '' : ' --frozen-lockfile'}`;
  return {name: 'yarn', tool: `yarn@${version === '' ? '1.22.22' : version}`, install};
}
