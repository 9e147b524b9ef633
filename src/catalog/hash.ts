import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, readlinkSync, statSync} from 'node:fs';
import {join} from 'node:path';

/** Sums up a build context: sha256 over paths, executable bits, contents and the targets of links, whatever the order on disk. */
export function hashDirectory(directory: string): string {
  const sum = createHash('sha256');
  for (const {path, kind, content} of entriesBelow(directory, '')) {
    sum.update(`${kind} ${path}\0${content.length}\0`).update(content);
  }
  return sum.digest('hex');
}

interface Entry {
  readonly path: string;
  readonly kind: 'executable' | 'file' | 'link';
  readonly content: Buffer;
}

function entriesBelow(root: string, below: string): readonly Entry[] {
  const found = readdirSync(join(root, below), {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1));
  return found.flatMap(entry => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return entriesBelow(root, path);
    return entry.isSymbolicLink() ? [link(root, path)] : [file(root, path)];
  });
}

function link(root: string, path: string): Entry {
  return {path, kind: 'link', content: Buffer.from(readlinkSync(join(root, path)))};
}

function file(root: string, path: string): Entry {
  const absolute = join(root, path);
  return {path, kind: statSync(absolute).mode & 0o100 ? 'executable' : 'file', content: readFileSync(absolute)};
}
