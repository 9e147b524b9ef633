import type {Proof} from '../model/proof';
import {findAssetStage} from './asset-stage';
import {bundlerOutputs, scriptOutputs} from './bundler-output';
import type {NamedNode} from './node';
import {buildOf, bundlerOf, readManifest, type Manifest} from './package-json';
import {isMade, isServed, type NamedPlace} from './served';
import type {Tree} from './tree';

/** A front end and how it is built. */
export interface Found {
  readonly directory: string;
  /** Given the name of the package manager; null where only a person can say. */
  readonly command: ((manager: string) => string) | null;
  readonly output: readonly string[] | null;
  readonly node: NamedNode | null;
  readonly proofs: readonly Proof[];
}

/** A build script or a gulpfile, whose files are where they belong. */
export function withScript(tree: Tree, directory: string): Found | null {
  const manifest = readManifest(tree, directory);
  const command = manifest === null ? null : buildOf(tree, directory, manifest);
  return command === null ? null : {directory, command, output: null, node: null, proofs: []};
}

/** The one that a Dockerfile has built, if its directory fits. */
export function fromStage(tree: Tree, named: readonly NamedPlace[], fits: (directory: string) => boolean): Found | null {
  const stage = findAssetStage(tree, named);
  if (stage === null || !fits(stage.directory)) return null;
  const {directory, command, output, where} = stage;
  return {directory, command: () => command, output, node: {image: stage.image, file: where.file}, proofs: [where]};
}

/** One whose script or configuration says what it writes, where that is a place that Django serves and git does not bring. */
export function withOutput(tree: Tree, named: readonly NamedPlace[], directory: string): Found | null {
  const manifest = readManifest(tree, directory);
  if (manifest === null) return null;
  const isWanted = (path: string) => isServed(tree, named, path) && isMade(tree, path);
  const found = (command: (manager: string) => string): Found => ({directory, command, output: null, node: null, proofs: []});
  const script = Object.keys(manifest.scripts).find(
    name => !/watch|dev|start/.test(name) && scriptOutputs(manifest, name, directory).some(isWanted),
  );
  if (script !== undefined) return found(manager => `${manager} run ${script}`);
  const bundle = named.some(({isManifest, path}) => isManifest && isMade(tree, path)) ? bundleScript(manifest) : undefined;
  if (bundle !== undefined) return found(manager => `${manager} run ${bundle}`);
  const command = buildOf(tree, directory, manifest) ?? bundlerOf(tree, directory, manifest);
  return command !== null && bundlerOutputs(tree, directory).some(isWanted) ? found(command) : null;
}
/** A script such as "webpack:prod", for the list of what a bundler made that the settings name. */
function bundleScript({scripts}: Manifest): string | undefined {
  const isBundle = (name: string) => /^(bundle|prod|production|dist)$|[:-](build|prod|production|bundle)$/.test(name);
  return Object.keys(scripts).find(name => isBundle(name) && /\b(webpack|vite|rspack|parcel|rollup)\b/.test(scripts[name] ?? ''));
}

/** One whose packages Django serves as they are, with its bundler where it has one. */
export function fromPackages(tree: Tree, named: readonly NamedPlace[]): Found | null {
  const directories = named.flatMap(({path}) => packagesOf(path)?.directory ?? []);
  for (const directory of directories) {
    const manifest = readManifest(tree, directory);
    const command = manifest === null ? null : (bundlerOf(tree, directory, manifest) ?? (() => nothing));
    if (command !== null) return {directory, command, output: null, node: null, proofs: []};
  }
  return null;
}

/** The command of a front end whose packages need no build. */
const nothing = 'true';

/** Installed packages of a front end that Django serves as they are. */
export function servedPackages(named: readonly NamedPlace[], directory: string): readonly string[] {
  const found = named.filter(({path}) => packagesOf(path)?.directory === directory);
  return [...new Set(found.map(({path}) => path))];
}

function packagesOf(path: string): {readonly directory: string} | null {
  const steps = path.split('/');
  const at = steps.indexOf('node_modules');
  return at < 0 ? null : {directory: steps.slice(0, at).join('/')};
}
