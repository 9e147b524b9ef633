import {chownSync, mkdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {DevenvError} from '../../model/errors';
import type {Action} from '../../model/plan';
import type {Context} from '../context';

/**
 * For root in somebody's work tree they belong to the owner of the tree, as whom development runs.
 * @throws DevenvError `usage` when the work tree cannot be written.
 */
export function makeDirectories({directories}: Extract<Action, {do: 'make-directories'}>, {root}: Context): Promise<void> {
  const {uid, gid} = statSync(root);
  for (const directory of directories) {
    try {
      const first = mkdirSync(join(root, directory), {recursive: true});
      if (first !== undefined && process.getuid?.() === 0) own(root, directory, first, uid, gid);
    } catch (cause) {
      throw new DevenvError('usage', `${directory} cannot be made`, {next: [`mkdir -p ${directory}`], cause});
    }
  }
  return Promise.resolve();
}

/** The path from the first directory that was made to the last. */
function own(root: string, directory: string, first: string, uid: number, gid: number): void {
  const steps = directory.split('/').map((_, at, all) => join(root, ...all.slice(0, at + 1)));
  for (const step of steps.slice(steps.indexOf(first))) chownSync(step, uid, gid);
}
