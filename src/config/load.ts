import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Settings} from '../model/settings';
import {defaults} from './defaults';
import type {Source} from './source';

/** Names of the file, the usual one first. A directory with one of them is the root of a project. */
export const configFiles = ['devenv.yaml', 'devenv.yml'] as const;

const localFiles = ['devenv.local.yaml', 'devenv.local.yml'] as const;

/**
 * Reads devenv.yaml and devenv.local.yaml of a root; where both say something, the local file wins.
 * Throws a `usage` error that lists every problem with its line and column.
 */
export async function loadSettings(root: string): Promise<Settings> {
  const sources = [configFiles, localFiles].flatMap(names => oneOf(root, names) ?? []);
  if (sources.length === 0) return {files: [], ...defaults};
  // Most projects have no such file, and the parser costs more than all the rest of this reader.
  const {resolve} = await import('./resolve');
  return resolve(sources);
}

function oneOf(root: string, names: readonly string[]): Source | undefined {
  const [first, second] = names.flatMap(file => readSource(root, file) ?? []);
  if (!first || !second) return first;
  throw new DevenvError('usage', `there are both ${first.file} and ${second.file}`, {
    where: {file: second.file, line: 1},
    next: [`Move what ${second.file} says into ${first.file} and remove it.`],
  });
}

function readSource(root: string, file: string): Source | undefined {
  try {
    return {file, bytes: readFileSync(join(root, file))};
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new DevenvError('usage', `${file} cannot be read (${code ?? 'unknown reason'})`, {where: {file, line: 1}, cause: error});
  }
}
