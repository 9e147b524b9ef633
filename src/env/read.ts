import {createHash} from 'node:crypto';
import {isAbsolute, join} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Env} from '../model/env';
import type {Mode} from '../model/mode';
import type {EnvrcSettings} from '../model/settings';
import {noticed} from './asked';
import {baseOf} from './base';
import {evaluateByDirenv} from './bash/by-direnv';
import {evaluateInBash} from './bash/evaluate';
import {closureOf} from './closure';
import type {Asking, Reach} from './dependence';
import {evaluate} from './evaluate';
import {broken, NeedsShell} from './failure';
import {nameOf, readEnvFile, type EnvFile} from './file';
import {findEnvFile} from './find';
import {keep, readKept} from './kept';
import {reviewOf} from './review';
import type {Ambient, Scope} from './scope';
import {sumOf} from './sum';
import {coversSourced, sourcedIn, trustOf} from './trust';
import {usualEvaluation} from './usual';
import {carriageReturnsOf, hostOnlyOf, variablesOf, warningsOf} from './variables';

/**
 * Reads the variables of a mode. A file that is not trusted gives none, and nothing of it is run.
 * @param workdir directory of manage.py relative to the root
 * @param ambient the caller's environment, for $NAME
 * @param how who evaluates development's file; production's never needs a shell
 * Throws an `env` error, with file and line, when the file is broken, fails, or shows production's secrets to others.
 */
export async function readEnv(
  root: string,
  workdir: string,
  mode: Mode,
  ambient: Ambient = process.env,
  how: EnvrcSettings = usualEvaluation,
): Promise<Env> {
  const file = findEnvFile(root, workdir, mode);
  const main = file === null ? null : readEnvFile(root, join(root, file));
  if (main === null) return {file: null, trust: 'none', hash: '', variables: [], warnings: [], review: []};
  const base = baseOf(ambient);
  return mode === 'production' ? readPrivate(root, main, base) : readTrusted({root, main, ambient: base, how});
}

/** Production's file is not code from the repository; what matters is who else can read it. No shell runs it. */
function readPrivate(root: string, main: EnvFile, ambient: Ambient): Env {
  // Windows has no such bits, and Node reports all of them there.
  if (process.platform !== 'win32' && (main.mode & 0o077) !== 0) {
    throw broken({file: main.file, line: 1}, 'other users can read this file', [`chmod 600 ${main.file}`]);
  }
  return evaluated(main, evaluate(root, main, ambient));
}

/** What was kept of the last evaluation, else a new one. */
async function readTrusted(asking: Asking): Promise<Env> {
  const {root, main, ambient} = asking;
  const trust = trustOf(root, main, ambient);
  if (trust !== 'allowed') return untrusted(root, main, trust, [], ambient);
  const kept = readKept(asking);
  if (kept !== null) return kept;
  const {env, reach, loaded} = await readAnew(asking);
  if (env.trust === 'allowed') keep(asking, env, reach, loaded);
  return env;
}

/** What an evaluation gives, and what it reached for. */
export interface Read {
  readonly env: Env;
  readonly reach: Reach;
  readonly loaded: Scope['loaded'];
}

/** Evaluates a file that is allowed: without a shell where that is exact, else by bash, or all of it by direnv. */
export async function readAnew({root, main, ambient, how}: Asking): Promise<Read> {
  try {
    if (how.evaluator === 'direnv') return await readByDirenv(root, main, ambient, how);
    return readAlone(root, main, ambient, how) ?? (await readByBash(root, main, ambient, how));
  } catch (error) {
    if (!(error instanceof NotCovered)) throw error;
    return {env: untrusted(root, main, error.trust, [error.file], ambient), reach: {names: [], asked: null}, loaded: new Map()};
  }
}

/** Null where only a shell would be exact; it throws then where none may run. */
function readAlone(root: string, main: EnvFile, ambient: Ambient, {evaluator}: EnvrcSettings): Read | null {
  const caller = noticed(ambient);
  const scope = evaluateAlone(root, main, caller.ambient, evaluator === 'static');
  if (scope === null) return null;
  const reach = {names: reachOf(scope), asked: caller.asked()};
  const env = covered(root, main, scope, ambient);
  return {
    loaded: scope.loaded,
    reach,
    env: reach.asked?.length === 0 && !reach.names.some(isUnwatched) ? {...env, selfContained: true} : env,
  };
}

/** Files and directories that the evaluation loaded or looked for. */
function reachOf({root, loaded, sought}: Scope): readonly string[] {
  return [...new Set([...loaded.keys(), ...[...sought].map(path => nameOf(root, path))])];
}

/** Files that bin/devenv does not look at: those elsewhere, and in directories that other programs write. */
function isUnwatched(file: string): boolean {
  return isAbsolute(file) || /(^|\/)(\.git|\.devenv|node_modules|__pycache__|\.venv)\//.test(file);
}

const otherwise = 'or let bash run it: envrc: {evaluator: auto} in devenv.yaml';

function evaluateAlone(root: string, main: EnvFile, ambient: Ambient, only: boolean): Scope | null {
  try {
    return evaluate(root, main, ambient);
  } catch (error) {
    if (!(error instanceof NeedsShell)) throw error;
    if (only) throw new DevenvError('env', error.message, {where: error.where, next: [...error.next, otherwise]});
    return null;
  }
}

async function readByBash(root: string, main: EnvFile, ambient: Ambient, how: EnvrcSettings): Promise<Read> {
  const permit = (file: EnvFile) => {
    requireCovered(root, main, [file], ambient);
  };
  const {scope, watched} = await evaluateInBash(root, main, ambient, permit, how);
  return {env: covered(root, main, scope, ambient), reach: {names: [...reachOf(scope), ...watched], asked: null}, loaded: scope.loaded};
}

/** direnv asks for no permission for what the file sources: what stands in it by name is asked for before. */
async function readByDirenv(root: string, main: EnvFile, ambient: Ambient, how: EnvrcSettings): Promise<Read> {
  requireCovered(root, main, closureOf(root, main).files.slice(1), ambient);
  const {scope, watched} = await evaluateByDirenv(root, main, ambient, how);
  return {env: covered(root, main, scope, ambient), reach: {names: [...reachOf(scope), ...watched], asked: null}, loaded: scope.loaded};
}

function requireCovered(root: string, main: EnvFile, sourced: readonly EnvFile[], ambient: Ambient): void {
  for (const file of sourced) {
    const reach = coversSourced(root, main, [file], ambient);
    if (reach !== 'allowed') throw new NotCovered(file, reach);
  }
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
    carriageReturns: carriageReturnsOf(scope),
  };
}

function hashOf(loaded: ReadonlyMap<string, EnvFile | null>): string {
  const sum = createHash('sha256');
  for (const [name, file] of loaded) sum.update(`${name}\0${file === null ? '' : sumOf(file)}\0`);
  return sum.digest('hex');
}
