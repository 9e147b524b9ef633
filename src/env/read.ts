import {createHash} from 'node:crypto';
import {isAbsolute, join} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Env} from '../model/env';
import type {Mode} from '../model/mode';
import {baseOf} from './base';
import {evaluateInBash} from './bash/evaluate';
import {evaluate} from './evaluate';
import {broken, NeedsShell} from './failure';
import {readEnvFile, type EnvFile} from './file';
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

async function readTrusted(root: string, main: EnvFile, ambient: Ambient): Promise<Env> {
  const trust = trustOf(root, main, ambient);
  if (trust !== 'allowed') return untrusted(root, main, trust, [], ambient);
  const caller = noticed(ambient);
  const scope = evaluateAlone(root, main, caller.ambient);
  if (scope !== null) {
    const env = covered(root, main, scope, ambient);
    return caller.asked() || [...scope.loaded.keys()].some(isUnwatched) ? env : {...env, selfContained: true};
  }
  const kept = readKept(root, main, ambient);
  if (kept !== null) return kept;
  try {
    return await readByBash(root, main, ambient);
  } catch (error) {
    if (error instanceof NotCovered) return untrusted(root, main, error.trust, [error.file], ambient);
    throw error;
  }
}

/** Files that bin/devenv does not look at: those elsewhere, and in directories that other programs write. */
function isUnwatched(file: string): boolean {
  return isAbsolute(file) || /(^|\/)(\.git|\.devenv|node_modules|__pycache__|\.venv)\//.test(file);
}

/** The caller's variables, and whether anybody asked for one. */
function noticed(ambient: Ambient): {readonly ambient: Ambient; readonly asked: () => boolean} {
  let asked = false;
  const notice = <Result>(result: Result): Result => {
    asked = true;
    return result;
  };
  const watched = new Proxy(ambient, {
    get: (target, name) => notice(Reflect.get(target, name) as string | undefined),
    has: (target, name) => notice(Reflect.has(target, name)),
    ownKeys: target => notice(Reflect.ownKeys(target)),
    getOwnPropertyDescriptor: (target, name) => notice(Reflect.getOwnPropertyDescriptor(target, name)),
  });
  return {ambient: watched, asked: () => asked};
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

async function readByBash(root: string, main: EnvFile, ambient: Ambient): Promise<Env> {
  const {scope, watched} = await evaluateInBash(root, main, ambient, file => {
    const reach = coversSourced(root, main, [file], ambient);
    if (reach !== 'allowed') throw new NotCovered(file, reach);
  });
  const env = covered(root, main, scope, ambient);
  if (env.trust === 'allowed') keep(root, main, env, [...scope.loaded.keys(), ...watched], ambient);
  return env;
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
