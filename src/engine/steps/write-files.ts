import {chmodSync, existsSync, mkdirSync, renameSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {DevenvError} from '../../model/errors';
import type {Action, GeneratedFile} from '../../model/plan';
import type {Context} from '../context';

/**
 * Each file is written whole and renamed; the directory is the user's alone, since files in it hold values.
 * @throws DevenvError `usage` when the project's directory cannot be written.
 */
export function writeFiles({files}: Extract<Action, {do: 'write-files'}>, {directory}: Context): Promise<void> {
  try {
    write(directory, files);
  } catch (cause) {
    throw notWritable(directory, cause as NodeJS.ErrnoException);
  }
  return Promise.resolve();
}

function write(directory: string, files: readonly GeneratedFile[]): void {
  // Not recursive: that says ENOENT of a file system that is read-only.
  if (!existsSync(directory)) mkdirSync(directory);
  chmodSync(directory, 0o700);
  for (const {path, content, mode} of files) {
    const file = join(directory, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(`${file}.new`, content, {mode});
    chmodSync(`${file}.new`, mode);
    renameSync(`${file}.new`, file);
    if (path.startsWith('files/')) makeMountPoint(join(dirname(directory), path.slice('files/'.length)));
  }
}

/** Docker would make the file that it mounts over as root: it belongs to the person. */
function makeMountPoint(file: string): void {
  mkdirSync(dirname(file), {recursive: true});
  if (!existsSync(file)) writeFileSync(file, '');
}

function notWritable(directory: string, cause: NodeJS.ErrnoException): DevenvError {
  const path = cause.path ?? directory;
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'it belongs to somebody else',
    EPERM: 'it belongs to somebody else',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    EEXIST: 'a file is in the way',
    ENOTDIR: 'a file is in the way',
  };
  const why = reasons[cause.code ?? ''] ?? cause.message;
  const what = `${path} cannot be written: ${why}`;
  return new DevenvError('usage', what, {
    where: {file: path, line: 1},
    next: [`make ${directory} writable for you, then run the command again`],
    cause,
  });
}
