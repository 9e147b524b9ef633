import type {Proof} from '../model/proof';
import {findAssetStage} from './asset-stage';
import {bundlerOutputs, scriptOutputs} from './bundler-output';
import type {NamedNode} from './node';
import {buildOf, bundlerOf, readManifest} from './package-json';
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
  const command = buildOf(tree, directory, manifest) ?? bundlerOf(tree, directory, manifest);
  return command !== null && bundlerOutputs(tree, directory).some(isWanted) ? found(command) : null;
}
