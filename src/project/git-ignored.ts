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

/** A name with "log" as a word of its own: not "blog". */
const logs = /(^|[^a-z])(logs?|jsonl)([^a-z]|$)/i;

/**
 * What git leaves out of the repository as logs, as a .dockerignore at the root says it: the contents of a directory, which
 * itself stays where the code writes to it. What git has all the same stays, too.
 */
export function ignoredLogs(tree: Tree): readonly string[] {
  const patterns = patternsIn(tree.read('.gitignore') ?? '', '')
    .filter(pattern => logs.test(pattern))
    .map(pattern => (/^[\w-]+$/.test(posix.basename(pattern)) ? `${pattern}/*` : pattern));
  if (patterns.length === 0) return [];
  const ignored = ignore().add([...patterns]);
  const kept = tree.files().filter(file => logs.test(file) && ignored.ignores(file) && tree.tracks(file));
  return [...patterns, ...kept.map(file => `!${file}`)];
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
