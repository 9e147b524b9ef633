import {chownSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DevenvError} from '../../model/errors';
import type {Action} from '../../model/plan';
import type {Context} from '../context';

/**
 * A file that somebody wrote meanwhile stays as it is. For root in somebody's work tree the copy belongs to the owner of
 * the tree, as whom development runs.
 * @throws DevenvError `usage` when the work tree cannot be written.
 */
export function copyFile({from, to, added}: Extract<Action, {do: 'copy-file'}>, {root}: Context): Promise<void> {
  const {uid, gid} = statSync(root);
  try {
    writeFileSync(join(root, to), `${readFileSync(join(root, from), 'utf8')}${added}`, {flag: 'wx'});
    if (process.getuid?.() === 0) chownSync(join(root, to), uid, gid);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new DevenvError('usage', `${to} cannot be written`, {next: [`cp ${from} ${to}`], cause});
  }
  return Promise.resolve();
}
