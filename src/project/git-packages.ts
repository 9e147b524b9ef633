import {posix} from 'node:path';
import {readManifest} from './package-json';
import type {Tree} from './tree';

const locks = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml'];
const inLock = /\bgit\+\w+:|\bgit:\/\/|(?<![\w-])git@[\w.-]+[:/]|\.git#|\btype: git\b/;
/** "git+ssh://host/x", "git@host:x", "github:team/x", "team/x#v1", "https://host/x.git". */
const asked = /^(git[+:@]|(github|gitlab|bitbucket|gist):|[\w-][\w.-]*\/[\w.-]+(#|$))|^\w+:\/\/\S+\.git(#|$)/;

/** Whether a lock or package.json names a package of a git repository, which npm and its likes fetch by git. */
export function namesRepository(tree: Tree, directory: string): boolean {
  const packages = readManifest(tree, directory)?.packages ?? new Map<string, string>();
  return (
    [...packages.values()].some(target => asked.test(target)) ||
    locks.some(name => inLock.test(tree.read(posix.join(directory, name)) ?? ''))
  );
}
