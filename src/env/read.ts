import {createHash} from 'node:crypto';
import {isAbsolute, join} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Env} from '../model/env';
import type {Mode} from '../model/mode';
import {noticed} from './asked';
import {baseOf} from './base';
import {evaluateInBash} from './bash/evaluate';
import type {Reach} from './dependence';
import {evaluate} from './evaluate';
import {broken, NeedsShell} from './failure';
import {nameOf, readEnvFile, type EnvFile} from './file';
import {findEnvFile} from './find';
import {keep, readKept} from './kept';
import {reviewOf} from './review';
import type {Ambient, Scope} from './scope';
import {sumOf} from './sum';
import {coversSourced, sourcedIn, trustOf} from './trust';
import {hostOnlyOf, variablesOf, warningsOf} from './variables';

/**
 * Reads the variables of a mode. A file that is not trusted gives none, and nothing of it is run.
 * @param workdir directory of manage.py relative to the root
 * @param ambient the caller's environment, for $NAME
 * Throws an `env` error, with file and line, when the file is broken, fails, or shows production's secrets to others.
 */
export async function readEnv(root: string, workdir: string, mode: Mode, ambient: Ambient = process.env): Promise<Env> {
  const file = findEnvFile(root, workdir, mode);
  const main = file === null ? null : readEnvFile(root, join(root, file));
  if (main === null) return {file: null, trust: 'none', hash: '', variables: [], warnings: [], review: []};
  const base = baseOf(ambient);
  return mode === 'production' ? readPrivate(root, main, base) : readTrusted(root, main, base);
}

/** Production's file is not code from the repository; what matters is who else can read it. No shell runs it. */
function readPrivate(root: string, main: EnvFile, ambient: Ambient): Env {
  // Windows has no such bits, and Node reports all of them there.
  if (process.platform !== 'win32' && (main.mode & 0o077) !== 0) {
    throw broken({file: main.file, line: 1}, 'other users can read this file', [`chmod 600 ${main.file}`]);
  }
  return evaluated(main, evaluate(root, main, ambient));
}

/** What was kept of the last evaluation, else what is found without a shell, else by bash. */
async function readTrusted(root: string, main: EnvFile, ambient: Ambient): Promise<Env> {
  const trust = trustOf(root, main, ambient);
  if (trust !== 'allowed') return untrusted(root, main, trust, [], ambient);
  const kept = readKept(root, main, ambient);
  if (kept !== null) return kept;
  try {
    const {env, reach} = readAlone(root, main, ambient) ?? (await readByBash(root, main, ambient));
    if (env.trust === 'allowed') keep(root, main, env, reach, ambient);
    return env;
  } catch (error) {
    if (error instanceof NotCovered) return untrusted(root, main, error.trust, [error.file], ambient);
    throw error;
  }
}

interface Read {
  readonly env: Env;
  readonly reach: Reach;
}

function readAlone(root: string, main: EnvFile, ambient: Ambient): Read | null {
  const caller = noticed(ambient);
  const scope = evaluateAlone(root, main, caller.ambient);
  if (scope === null) return null;
  const reach = {names: reachOf(scope), asked: caller.asked()};
  const env = covered(root, main, scope, ambient);
  return {reach, env: reach.asked?.length === 0 && !reach.names.some(isUnwatched) ? {...env, selfContained: true} : env};
}

/** Files and directories that the evaluation loaded or looked for. */
function reachOf({root, loaded, sought}: Scope): readonly string[] {
  return [...new Set([...loaded.keys(), ...[...sought].map(path => nameOf(root, path))])];
}

/** Files that bin/devenv does not look at: those elsewhere, and in directories that other programs write. */
function isUnwatched(file: string): boolean {
  return isAbsolute(file) || /(^|\/)(\.git|\.devenv|node_modules|__pycache__|\.venv)\//.test(file);
}

/** Evaluates without a shell; null where that would not be exact. */
function evaluateAlone(root: string, main: EnvFile, ambient: Ambient): Scope | null {
  try {
    return evaluate(root, main, ambient);
  } catch (error) {
    if (error instanceof NeedsShell) return null;
    throw error;
  }
}

async function readByBash(root: string, main: EnvFile, ambient: Ambient): Promise<Read> {
  const {scope, watched} = await evaluateInBash(root, main, ambient, file => {
    const reach = coversSourced(root, main, [file], ambient);
    if (reach !== 'allowed') throw new NotCovered(file, reach);
  });
  return {env: covered(root, main, scope, ambient), reach: {names: [...reachOf(scope), ...watched], asked: null}};
}

/** The variables, if all that was run is allowed: some of it is known only afterwards. */
function covered(root: string, main: EnvFile, scope: Scope, ambient: Ambient): Env {
  const sourced = sourcedIn(scope, main);
  const reach = coversSourced(root, main, sourced, ambient);
  return reach === 'allowed' ? evaluated(main, scope) : untrusted(root, main, reach, sourced, ambient);
}

/** A file that the allowed one sources was not allowed with it. */
class NotCovered extends DevenvError {
  readonly file: EnvFile;
  readonly trust: Env['trust'];

  constructor(file: EnvFile, trust: Env['trust']) {
    super('env', `${file.file} is not allowed`);
    this.file = file;
    this.trust = trust;
  }
}

function untrusted(root: string, main: EnvFile, trust: Env['trust'], sourced: readonly EnvFile[], ambient: Ambient): Env {
  const hash = hashOf(new Map([[main.file, main]]));
  const review = trust === 'denied' ? [] : reviewOf(root, main, sourced, ambient);
  return {file: main.file, trust, hash, variables: [], warnings: [], review};
}

function evaluated(main: EnvFile, scope: Scope): Env {
  return {
    file: main.file,
    trust: 'allowed',
    hash: hashOf(scope.loaded),
    variables: variablesOf(scope),
    warnings: warningsOf(scope),
    review: [],
    hostOnly: hostOnlyOf(scope),
    required: scope.required,
  };
}

function hashOf(loaded: ReadonlyMap<string, EnvFile | null>): string {
  const sum = createHash('sha256');
  for (const [name, file] of loaded) sum.update(`${name}\0${file === null ? '' : sumOf(file)}\0`);
  return sum.digest('hex');
}
