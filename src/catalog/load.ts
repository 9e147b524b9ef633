import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import type {Catalog, CatalogImage} from '../model/catalog';
import {hashDirectory} from './hash';
import {findPackage} from './package';

/** Reads what this package ships. An image is hashed when its hash is asked for: a run that builds nothing never asks. */
export async function loadCatalog(): Promise<Catalog> {
  const {directory, version} = findPackage();
  const images = join(directory, 'images');
  return {
    version,
    images: Object.fromEntries(namesIn(images, 'directory').map(name => [name, imageIn(join(images, name))])),
    fragments: textsOf(join(directory, 'compose'), '.yaml'),
    scripts: textsOf(join(images, 'app'), ''),
  };
}

function imageIn(directory: string): CatalogImage {
  let hash: string | undefined;
  return {
    directory,
    get hash() {
      return (hash ??= hashDirectory(directory));
    },
  };
}

function textsOf(directory: string, suffix: string): Readonly<Record<string, string>> {
  const names = namesIn(directory, 'file').filter(name => name.endsWith(suffix));
  return Object.fromEntries(names.map(name => [basename(name, suffix), readFileSync(join(directory, name), 'utf8')]));
}

function namesIn(directory: string, kind: 'directory' | 'file'): readonly string[] {
  const entries = readdirSync(directory, {withFileTypes: true});
  return entries
    .filter(entry => (kind === 'file' ? entry.isFile() : entry.isDirectory()))
    .map(entry => entry.name)
    .sort();
}
