import type {Proof} from '../model/proof';
import {diskTree} from './tree';

/** Where Python code below the root has each of the names as a text of its own, such as `os.environ["NAME"]`. */
export function findMentions(root: string, names: readonly string[]): ReadonlyMap<string, readonly Proof[]> {
  const found = new Map<string, readonly Proof[]>();
  if (names.length === 0) return found;
  const quoted = new RegExp(`(["'])(${names.join('|')})\\1`, 'g');
  const tree = diskTree(root);
  for (const file of tree.files().filter(name => name.endsWith('.py'))) {
    for (const [index, line] of (tree.read(file) ?? '').split('\n').entries()) {
      for (const [, , name = ''] of line.matchAll(quoted)) found.set(name, [...(found.get(name) ?? []), {file, line: index + 1}]);
    }
  }
  return found;
}
