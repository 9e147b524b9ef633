import {realpathSync} from 'node:fs';
import {join} from 'node:path';
import type {EnvrcSettings} from '../model/settings';
import type {Env} from '../model/env';
import {DevenvError} from '../model/errors';
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
  /** What keeps direnv from giving anything; null where it does. */
  readonly refused: string | null;
}

/**
 * Evaluates development's file by devenv and by the installed direnv; null where there is no direnv, no file, no permission,
 * or where no shell may run.
 * Throws an `env` error where devenv cannot.
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
  const nothing: Comparison = {file, same: null, different: [], onlyDevenv: [], onlyDirenv: [], refused: null};
  if (askDirenv(join(realpathSync(root), file), main.bytes, base) !== 'allowed') return nothing;
  const {env: ours} = await readAnew({root, main, ambient: base, how: {...how, evaluator: 'auto'}});
  const theirs = await readAnew({root, main, ambient: base, how: {...how, evaluator: 'direnv'}}).then(({env}) => env, refusalIn);
  if (theirs instanceof DevenvError) return {...nothing, refused: theirs.message};
  if (ours.trust !== 'allowed' || theirs.trust !== 'allowed') return null;
  return {...nothing, ...compare(valuesOf(ours), valuesOf(theirs), base)};
}

function refusalIn(error: unknown): DevenvError {
  if (error instanceof DevenvError) return error;
  throw error;
}

type Values = ReadonlyMap<string, string>;

function valuesOf({variables}: Env): Values {
  return new Map(variables.flatMap(({name, value}) => (value === null ? [] : [[name, value] as const])));
}

/** A name that the caller has with the same value is no difference: direnv cannot tell whether the file sets it. */
function compare(ours: Values, theirs: Values, caller: Ambient): Omit<Comparison, 'file' | 'refused'> {
  const both = [...ours.keys()].filter(name => theirs.has(name));
  const only = (some: Values, others: Values) =>
    [...some].flatMap(([name, value]) => (others.has(name) || caller[name] === value ? [] : [name]));
  return {
    same: both.filter(name => ours.get(name) === theirs.get(name)),
    different: both.filter(name => ours.get(name) !== theirs.get(name)),
    onlyDevenv: only(ours, theirs),
    onlyDirenv: only(theirs, ours),
  };
}
