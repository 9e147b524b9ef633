import {posix} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Tree} from './tree';

const names = ['homepage', 'home', 'www', 'public', 'site', 'landing'];

/**
 * The directory of a static home page beside the Django project, or the one asked for.
 * @throws DevenvError `usage` where the one asked for does not exist.
 */
export function findHomepage(tree: Tree, workdir: string, asked: string | false | null): string | null {
  if (asked === false) return null;
  if (asked === null) return names.find(name => name !== workdir && isStaticSite(tree, name)) ?? null;
  const directory = posix.normalize(asked).replace(/\/$/, '');
  if (tree.exists(directory)) return directory;
  throw new DevenvError('usage', `homepage in devenv.yaml is ${asked}, which does not exist`, {
    next: ['Correct homepage in devenv.yaml, or say `homepage: false`'],
  });
}

function isStaticSite(tree: Tree, directory: string): boolean {
  return (
    tree.exists(posix.join(directory, 'index.html')) && !tree.exists(posix.join(directory, 'manage.py')) && !needsBuild(tree, directory)
  );
}

function needsBuild(tree: Tree, directory: string): boolean {
  return tree.read(posix.join(directory, 'package.json'))?.includes('"build"') === true;
}
