import {posix} from 'node:path';
import type {Proof} from '../model/proof';
import {isPipeline} from './pipelines';
import type {Tree} from './tree';

const sources =
  /(^|\/)(Makefile|justfile|Taskfile\.ya?ml|tox\.ini|[^/]*Dockerfile[^/]*|[\w-]+\.sh)$|(^|\/)(readme|contributing|install\w*|development|setup|getting[-_]started)[\w-]*\.(md|rst|txt)$|^docs?\/.*\.(md|rst|txt)$/i;
const deepest = 5;
const largest = 200_000;
/** What stands for the repository's root in a pipeline or a script. */
const roots = /\$\{\{[^}]*\}\}\/|\$\{?(PWD|GITHUB_WORKSPACE|CI_PROJECT_DIR|TRAVIS_BUILD_DIR)\}?\/|\$\(pwd\)\/|["'`]/g;
const copying = /(?:^|[\s;&|$#])(?:cp|copy|ln)\s+(?:-\w+\s+)*(?:\.\/)?([\w./-]+)\s+(?:\.\/)?([\w./-]+)/;

/** The file that the project's own pipelines, recipes and guides copy to a path that git does not have; null where none does. */
export function findCopied(tree: Tree, path: string): {readonly sample: string; readonly where: Proof} | null {
  const files = tree.files().filter(file => (isPipeline(file) || sources.test(file)) && file.split('/').length <= deepest);
  for (const file of files) {
    const found = inFile(tree, file, path);
    if (found !== null) return found;
  }
  return null;
}

function inFile(tree: Tree, file: string, path: string): {readonly sample: string; readonly where: Proof} | null {
  const content = tree.read(file) ?? '';
  if (content.length > largest || !content.includes(posix.basename(path))) return null;
  for (const [at, text] of content.split('\n').entries()) {
    const [, from = '', to = ''] = copying.exec(text.replaceAll(roots, '')) ?? [];
    if (to === '' || !(path === to || path.endsWith(`/${to}`))) continue;
    // Beside where the command runs, or, of a link, beside the link itself.
    const paths = [posix.join(path.slice(0, path.length - to.length), from), posix.join(posix.dirname(path), from)];
    const sample = paths.find(one => one !== path && tree.read(one) !== null);
    if (sample !== undefined) return {sample, where: {file, line: at + 1}};
  }
  return null;
}
