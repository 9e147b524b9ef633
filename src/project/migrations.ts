import {createHash} from 'node:crypto';
import {posix} from 'node:path';
import type {Project} from '../model/project';
import type {Tree} from './tree';

/** The project's own migrations, and a hash of all that `migrate` depends on and that the project itself holds. */
export function readMigrations(tree: Tree, apps: readonly string[]): Project['migrations'] {
  const files = tree.files().filter(isMigration);
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0${tree.read(file) ?? ''}\0`);
  hash.update(apps.join('\n'));
  return {files, hash: hash.digest('hex')};
}

function isMigration(file: string): boolean {
  const directory = posix.basename(posix.dirname(file));
  return file.endsWith('.py') && /^(\w+_)?migrations(_\w+)?$/.test(directory) && posix.basename(file) !== '__init__.py';
}
