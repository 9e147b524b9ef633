import {closeSync, constants, fstatSync, openSync, readFileSync, realpathSync} from 'node:fs';
import {isAbsolute, relative, sep} from 'node:path';
import {broken} from './failure';

/** A file of variables as it was read, once: what is hashed is what is evaluated. */
export interface EnvFile {
  /** Relative to the root, or absolute outside of it. */
  readonly file: string;
  readonly bytes: Buffer;
  /** Permission bits. */
  readonly mode: number;
}

const limit = 1024 * 1024;

/**
 * Reads a file of variables; null where there is none.
 * Throws an `env` error for anything but a small regular file, and for a link that leaves the root.
 */
export function readEnvFile(root: string, path: string): EnvFile | null {
  const file = nameOf(root, path);
  try {
    refuseEscape(root, path, file);
    // Opening a FIFO for reading would wait for a writer.
    return readOpen(openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), file);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    if (code === 'EACCES' || code === 'ELOOP' || code === 'ENXIO') throw broken({file, line: 1}, `cannot be read (${code})`);
    throw error;
  }
}

/** The text of a file. Throws an `env` error with the line of the first byte that is not text. */
export function textOf({file, bytes}: EnvFile): string {
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw broken({file, line: lineAt(bytes, nul)}, 'there is a NUL byte in this line');
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return text;
  throw broken({file, line: lineAt(bytes, firstDifference(bytes, Buffer.from(text)))}, 'this line is not UTF-8');
}

/** How a path is told: relative to the root, or absolute outside of it. */
export function nameOf(root: string, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside.split(sep).join('/');
}

function refuseEscape(root: string, path: string, file: string): void {
  if (isAbsolute(file)) return;
  const target = relative(realpathSync(root), realpathSync(path));
  if (target.startsWith('..') || isAbsolute(target)) throw broken({file, line: 1}, `is a link to a file outside of ${root}`);
}

function readOpen(descriptor: number, file: string): EnvFile {
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) throw broken({file, line: 1}, 'is not a regular file');
    if (found.size > limit) throw broken({file, line: 1}, 'is larger than 1 MiB');
    return {file, bytes: readFileSync(descriptor), mode: found.mode & 0o777};
  } finally {
    closeSync(descriptor);
  }
}

function lineAt(bytes: Buffer, offset: number): number {
  return bytes.subarray(0, offset).reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 1);
}

function firstDifference(a: Buffer, b: Buffer): number {
  const index = a.findIndex((byte, at) => byte !== b[at]);
  return index < 0 ? a.length : index;
}
