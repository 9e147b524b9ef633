import {posix} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Tree} from './tree';

const names = new Set([
  'quickstart',
  'initial',
  'initial_data',
  'initial-data',
  'dev',
  'development',
  'demo',
  'demo_data',
  'demo-data',
  'sample',
  'sample_data',
  'sample-data',
  'seed',
  'seeds',
  'seed_data',
  'seed-data',
]);
const formats = /\.(json|jsonl|ya?ml|xml)(\.(gz|bz2|xz|lzma))?$/;

/**
 * The fixtures to load on a fresh database: those asked for, else those whose name says that they are for a start.
 * @throws DevenvError `usage` where one that is asked for does not exist.
 */
export function findFixtures(tree: Tree, asked: readonly string[] | null): readonly string[] {
  if (asked === null) return tree.files().filter(isForStart);
  const absent = asked.find(file => !tree.exists(file));
  if (absent !== undefined)
    throw new DevenvError('usage', `fixtures in devenv.yaml names ${absent}, which does not exist`, {
      next: ['Correct the path (relative to the root of the project) or remove it'],
    });
  return asked;
}

/** All fixtures but those of tests. */
export function listFixtures(tree: Tree): readonly string[] {
  return tree.files().filter(isFixture);
}

function isForStart(file: string): boolean {
  return isFixture(file) && names.has(posix.basename(file).replace(formats, '').toLowerCase());
}

function isFixture(file: string): boolean {
  if (!formats.test(file)) return false;
  const directories = posix.dirname(file).split('/');
  return directories.at(-1) === 'fixtures' && !directories.some(name => /^tests?$|^testing$/.test(name));
}
