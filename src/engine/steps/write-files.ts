import {chmodSync, mkdirSync, renameSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {Action} from '../../model/plan';
import type {Context} from '../context';

/** Each file is written whole and renamed; the directory is the user's alone, since files in it hold values. */
export function writeFiles({files}: Extract<Action, {do: 'write-files'}>, {directory}: Context): Promise<void> {
  mkdirSync(directory, {recursive: true});
  chmodSync(directory, 0o700);
  for (const {path, content, mode} of files) {
    const file = join(directory, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(`${file}.new`, content, {mode});
    chmodSync(`${file}.new`, mode);
    renameSync(`${file}.new`, file);
  }
  return Promise.resolve();
}
