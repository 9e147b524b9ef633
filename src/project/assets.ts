import {posix} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Project} from '../model/project';
import type {Settings} from '../model/settings';
import type {Proof} from '../model/proof';
import {asWritten, detect, directoriesUp} from './asset-search';
import {servedPackages} from './asset-builds';
import {namesRepository} from './git-packages';
import {chooseNode} from './node';
import {managerOf, manifestsOf, readManifest} from './package-json';
import {namedPlaces} from './served';
import type {DjangoSettingsModule} from './settings';
import type {Tree} from './tree';
import {findUnmadeAssets} from './unmade-assets';

/** A front end, with what says so beside its package.json. */
export interface FoundAssets {
  readonly facts: Pick<Project, 'assets' | 'unmade'>;
  readonly proofs: readonly Proof[];
}

/**
 * The front end whose files the pages need: what devenv.yaml says; else a package.json that is built beside manage.py or
 * above it, or in a directory below those that the settings name; else one whose files git does not bring and Django serves,
 * as a Dockerfile has them put into place, or as its bundler's configuration or script names them.
 * @throws DevenvError `usage` where the directory that is asked for has no package.json.
 */
export function findAssets(
  tree: Tree,
  workdir: string,
  module: DjangoSettingsModule,
  apps: readonly string[],
  asked: Settings['assets'],
): FoundAssets {
  if (asked === false) return {facts: {assets: null}, proofs: []};
  const directory = asked?.directory === undefined ? null : plain(asked.directory);
  if (directory !== null && readManifest(tree, directory) === null) throw noManifest(directory);
  const found = directory === null ? detect(tree, workdir, module, apps, asked) : asWritten(tree, workdir, module, directory);
  const manifest = found === null ? null : readManifest(tree, found.directory);
  if (found === null || manifest === null) return {facts: withoutAny(tree, workdir, module), proofs: []};
  const manager = managerOf(tree, found.directory, manifest);
  const packages = servedPackages(namedPlaces(module, workdir), found.directory);
  const assets = {
    directory: found.directory,
    node: chooseNode(tree, directoriesUp(found.directory), found.node),
    manager,
    manifests: manifestsOf(tree, found.directory, manifest),
    command: asked?.command ?? found.command?.(manager.name) ?? `${manager.name} run build`,
    output: asked?.output ?? (asked?.command === undefined ? found.output : null),
    ...(packages.length === 0 ? {} : {packages}),
    ...(namesRepository(tree, found.directory) ? {usesGit: true} : {}),
  };
  return {facts: {assets}, proofs: [{file: posix.join(found.directory, 'package.json'), line: 1}, ...found.proofs]};
}

function withoutAny(tree: Tree, workdir: string, module: DjangoSettingsModule): FoundAssets['facts'] {
  const unmade = findUnmadeAssets(tree, workdir, module);
  return {assets: null, ...(unmade === null ? {} : {unmade})};
}

function plain(directory: string): string {
  return posix.normalize(directory).replace(/\/$/, '').replace(/^\.$/, '');
}

function noManifest(directory: string): DevenvError {
  return new DevenvError('usage', `assets.directory in devenv.yaml is ${directory}, which has no package.json`, {
    next: ['Correct assets.directory in devenv.yaml, or say `assets: false`'],
  });
}
