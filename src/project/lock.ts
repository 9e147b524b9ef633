import type {Lock} from '../model/lock';
import {DevenvError} from '../model/errors';
import {isTable, listAt, tableAt, textOf} from './toml';
import type {Tree} from './tree';

/** Name of the file in the project's root. */
const file = 'devenv.lock';

/**
 * Reads devenv.lock; null where there is none.
 * @throws DevenvError `usage` where it is damaged, as after a merge.
 */
export function readLock(tree: Tree): Lock | null {
  const content = tree.read(file);
  if (content === null && !tree.exists(file)) return null;
  const lock = parse(content ?? '');
  if (!isTable(lock)) throw damaged(content ?? '');
  const asOf = textOf(lock['as_of']);
  return {
    inputs: textOf(lock['inputs']),
    python: textOf(lock['python']),
    asOf: asOf === '' ? null : asOf,
    production: listAt(lock, 'production').map(textOf),
    development: listAt(lock, 'development').map(textOf),
    images: Object.fromEntries(Object.entries(tableAt(lock, 'images')).map(([name, digest]) => [name, textOf(digest)])),
  };
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function damaged(content: string): DevenvError {
  const conflict = content.split('\n').findIndex(line => /^(<{7}|={7}|>{7})/.test(line));
  return new DevenvError('usage', `${file} ${conflict < 0 ? 'is damaged' : 'has an unresolved merge conflict'}`, {
    where: {file, line: Math.max(conflict, 0) + 1},
    next: [`rm ${file}, then: devenv lock`],
  });
}
