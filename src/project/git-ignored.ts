import {posix} from 'node:path';
import ignore from '@balena/dockerignore';
import type {Tree} from './tree';

/** Whether the .gitignore files of a tree leave out a path, or all that would be in it. */
export function isGitIgnored(tree: Tree, path: string): boolean {
  const steps = path.split('/').slice(0, -1);
  const directories = ['', ...steps.map((_, at) => steps.slice(0, at + 1).join('/'))];
  const patterns = directories.flatMap(directory => patternsIn(tree.read(posix.join(directory, '.gitignore')) ?? '', directory));
  const ignored = ignore().add([...patterns]);
  return ignored.ignores(path) || ignored.ignores(`${path}/0`);
}

/** As a .dockerignore at the root would say it: there a name alone means the root, in git any directory. */
function patternsIn(text: string, directory: string): readonly string[] {
  return text.split('\n').flatMap(line => {
    const [, not = '', anchor = '', body = ''] = /^(!?)(\/?)([^#\s].*?)\/?\s*$/.exec(line) ?? [];
    if (body === '') return [];
    const isAnchored = anchor !== '' || body.includes('/');
    return [`${not}${posix.join(directory, isAnchored ? body : `**/${body}`)}`];
  });
}
