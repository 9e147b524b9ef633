import ignore from '@balena/dockerignore';
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {lstat, readdir, readlink} from 'node:fs/promises';
import {join, posix} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {DevenvError} from '../model/errors';

export interface TreeHash {
  readonly hash: string;
  /** What was hashed, relative to the root, sorted. */
  readonly files: readonly string[];
}

/** Files that are open at the same time. */
const atOnce = 64;

/**
 * Content hash of a build context: paths, executable bits and contents, without what the
 * lines of .dockerignore text exclude. Links are hashed as links.
 * @throws DevenvError `usage` that names a file that cannot be read.
 */
export async function hashTree(root: string, ignored: string): Promise<TreeHash> {
  const filter = ignore().add(ignored);
  const takesBack = ignored.split('\n').some(line => line.trimStart().startsWith('!'));
  const takes = (path: string): boolean => !filter.ignores(path);
  const files = (await walk(root, '', takes, path => takesBack || takes(path))).sort();
  const hash = createHash('sha256');
  for (let at = 0; at < files.length; at += atOnce) {
    const lines = await Promise.all(files.slice(at, at + atOnce).map(file => digest(root, file)));
    for (const line of lines) hash.update(`${line}\n`);
  }
  return {hash: hash.digest('hex'), files};
}

/** An ignored directory is entered where a pattern may take a file of it back. */
async function walk(
  root: string,
  directory: string,
  takes: (path: string) => boolean,
  enters: (path: string) => boolean,
): Promise<string[]> {
  const entries = await readable(directory, readdir(join(root, directory), {withFileTypes: true}));
  const found = await Promise.all(
    entries.map(async entry => {
      const path = posix.join(directory, entry.name);
      if (entry.isDirectory()) return enters(path) ? walk(root, path, takes, enters) : [];
      return (entry.isFile() || entry.isSymbolicLink()) && takes(path) ? [path] : [];
    }),
  );
  return found.flat();
}

async function digest(root: string, file: string): Promise<string> {
  const path = join(root, file);
  const about = await readable(file, lstat(path));
  const hash = createHash('sha256');
  if (about.isSymbolicLink()) hash.update(await readable(file, readlink(path)));
  else await readable(file, pipeline(createReadStream(path), hash));
  const kind = about.isSymbolicLink() ? 'link' : (about.mode & 0o111) === 0 ? 'file' : 'executable';
  return `${kind} ${JSON.stringify(file)} ${hash.digest('hex')}`;
}

async function readable<T>(file: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    const what = `Cannot read ${file === '' ? 'the project directory' : file}`;
    throw new DevenvError('usage', what, {
      cause,
      where: {file, line: 1},
      next: ['Make it readable, or name it in .dockerignore where no image needs it'],
    });
  }
}
