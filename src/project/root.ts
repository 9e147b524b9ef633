import {existsSync, readdirSync, realpathSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {DevenvError} from '../model/errors';

export interface Root {
  /** Absolute real path. */
  readonly directory: string;
}

const skipped = new Set(['node_modules', 'venv', 'env', 'site-packages']);

/**
 * The root of the project that `start` is in: where one of the configuration files is,
 * else where manage.py is, at most two directories down.
 * @throws DevenvError `usage` where there is neither.
 */
export async function findRoot(start: string, configFiles: readonly string[]): Promise<Root> {
  const from = resolve(start);
  if (!existsSync(from))
    throw new DevenvError('usage', `${start} does not exist`, {next: ['Give the directory of a Django project with --dir']});
  if (!statSync(from).isDirectory())
    throw new DevenvError('usage', `${start} is no directory`, {next: ['Give the directory of a Django project with --dir']});
  const above = parentsOf(realpathSync(from));
  const configured = above.find(directory => configFiles.some(file => existsSync(join(directory, file))));
  const directory = configured ?? above.find(hasManage) ?? nearDirectory(above);
  if (directory === undefined) throw notFound(start, configFiles);
  return {directory};
}

function parentsOf(directory: string): readonly string[] {
  const above = dirname(directory);
  return above === directory ? [directory] : [directory, ...parentsOf(above)];
}

function hasManage(directory: string): boolean {
  return existsSync(join(directory, 'manage.py'));
}

/** The start itself or the git repository around it, where manage.py is below. A parent outside of the repository is never taken. */
function nearDirectory(above: readonly string[]): string | undefined {
  const repository = above.find(directory => existsSync(join(directory, '.git')));
  const [start] = above;
  return [start, repository].find(directory => directory !== undefined && manageBelow(directory, 2));
}

function manageBelow(directory: string, levels: number): boolean {
  if (hasManage(directory)) return true;
  return levels > 0 && directoriesIn(directory).some(below => manageBelow(join(directory, below), levels - 1));
}

function directoriesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, {withFileTypes: true})
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name))
      .map(entry => entry.name);
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error) return [];
    throw error;
  }
}

function notFound(start: string, configFiles: readonly string[]): DevenvError {
  return new DevenvError('usage', `No Django project found in ${resolve(start)}`, {
    next: [
      'Change to a directory with manage.py in it or below it, or name one with --dir PATH',
      ...configFiles.slice(0, 1).map(file => `Or put a ${file} where the project's root is`),
    ],
  });
}
