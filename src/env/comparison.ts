import {realpathSync} from 'node:fs';
import {join} from 'node:path';
import type {EnvrcSettings} from '../model/settings';
import type {Env} from '../model/env';
import {baseOf} from './base';
import {findProgram} from './bash/find';
import {askDirenv} from './direnv';
import {readEnvFile} from './file';
import {findEnvFile} from './find';
import {readAnew} from './read';
import type {Ambient} from './scope';
import {trustOf} from './trust';

/** How far devenv and the installed direnv agree about a file; names only. */
export interface Comparison {
  readonly file: string;
  /** Variables that a service could get of both; null where direnv does not allow the file. */
  readonly same: readonly string[] | null;
  readonly different: readonly string[];
  readonly onlyDevenv: readonly string[];
  readonly onlyDirenv: readonly string[];
}

/**
 * Evaluates development's file by devenv and by the installed direnv; null where there is no direnv, no file, no permission,
 * or where no shell may run.
 * Throws an `env` error where one of them cannot.
 */
export async function compareWithDirenv(
  root: string,
  workdir: string,
  how: EnvrcSettings,
  ambient: Ambient = process.env,
): Promise<Comparison | null> {
  const file = findEnvFile(root, workdir, 'development');
  const main = file === null ? null : readEnvFile(root, join(root, file));
  const base = baseOf(ambient);
  if (
    how.evaluator === 'static' ||
    file === null ||
    main === null ||
    findProgram('direnv', base) === null ||
    trustOf(root, main, base) !== 'allowed'
  )
    return null;
  const nothing = {file, same: null, different: [], onlyDevenv: [], onlyDirenv: []};
  if (askDirenv(join(realpathSync(root), file), main.bytes, base) !== 'allowed') return nothing;
  const [ours, theirs] = [
    await readAnew({root, main, ambient: base, how: {...how, evaluator: 'auto'}}),
    await readAnew({root, main, ambient: base, how: {...how, evaluator: 'direnv'}}),
  ].map(({env}) => env) as [Env, Env];
  if (ours.trust !== 'allowed' || theirs.trust !== 'allowed') return null;
  return {file, ...compare(valuesOf(ours), valuesOf(theirs))};
}

function valuesOf({variables}: Env): ReadonlyMap<string, string> {
  return new Map(variables.flatMap(({name, value}) => (value === null ? [] : [[name, value] as const])));
}

function compare(ours: ReadonlyMap<string, string>, theirs: ReadonlyMap<string, string>): Omit<Comparison, 'file'> {
  const both = [...ours.keys()].filter(name => theirs.has(name));
  return {
    same: both.filter(name => ours.get(name) === theirs.get(name)),
    different: both.filter(name => ours.get(name) !== theirs.get(name)),
    onlyDevenv: [...ours.keys()].filter(name => !theirs.has(name)),
    onlyDirenv: [...theirs.keys()].filter(name => !ours.has(name)),
  };
}
