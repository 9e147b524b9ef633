import type {Dotenv} from '../model/dotenv';
import {join, parent} from './python-source/path';
import {imagesIn, isStore} from './service-images';
import {servicesByLine} from './services-by-line';
import type {Tree} from './tree';

const names = ['compose', 'docker-compose'].flatMap(name => [`${name}.yaml`, `${name}.yml`]);

/** What the project's own Compose file, beside manage.py or at the root, gives to its services as `env_file`; what a store gets is not for Django. */
export function listEnvFiles(tree: Tree, workdir: string): readonly Dotenv[] {
  const files = [workdir, ''].flatMap(directory => names.map(name => join(directory, name)));
  const compose = files.find(file => tree.exists(file));
  if (compose === undefined) return [];
  const text = tree.read(compose) ?? '';
  const [lines, owners] = [text.split('\n'), servicesByLine(text)];
  const services = [...new Set(owners.flatMap(owner => owner ?? []))];
  const stores = new Set(imagesIn(tree, compose).flatMap(image => (isStore(image) ? (image.service ?? []) : [])));
  const found = new Map<string, Dotenv>();
  for (const [index, line] of lines.entries()) {
    if (stores.has(owners[index] ?? '')) continue;
    for (const name of envFilesAt(lines, index, line)) {
      const file = join(parent(compose), name);
      const where = {file: compose, line: index + 1};
      if (tree.exists(file)) found.set(file, {file, reader: 'compose', overrides: false, where, services});
    }
  }
  return [...found.values()];
}

/** A name, a list of names, or a list of mappings with a path. */
function envFilesAt(lines: readonly string[], index: number, line: string): readonly string[] {
  const inline = /^\s*env_file:\s*([^#]*?)\s*(?:#.*)?$/.exec(line)?.[1];
  if (inline === undefined) return [];
  const written = inline === '' ? itemsBelow(lines.slice(index + 1)) : inline.replaceAll(/^\[|\]$/g, '').split(',');
  return written.map(text => text.trim().replace(/^(["'])(.*)\1$/, '$2')).filter(text => text !== '');
}

function itemsBelow(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex(line => !/^\s*(-|path:|required:|format:|#|$)/.test(line));
  const items = lines.slice(0, end < 0 ? lines.length : end);
  return items.flatMap(line => /^\s*(?:-\s+(?:path:\s+)?|path:\s+)([^\s#:]+)\s*(?:#.*)?$/.exec(line)?.[1] ?? []);
}
