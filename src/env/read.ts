import {createHash} from 'node:crypto';
import {join} from 'node:path';
import type {Env, EnvVariable, Named} from '../model/env';
import type {Mode} from '../model/mode';
import {evaluate} from './evaluate';
import {broken} from './failure';
import {readEnvFile, type EnvFile} from './file';
import {findEnvFile} from './find';
import {isHostOnly, isOfNix} from './host';
import type {Ambient, Scope} from './scope';
import {coversSourced, sumOf, trustOf} from './trust';

/**
 * Reads the variables of a mode. A file that is not trusted gives none, and nothing of it is evaluated.
 * @param workdir directory of manage.py relative to the root
 * @param ambient the caller's environment, for $NAME
 * Throws an `env` error, with file and line, when the file is broken, needs a shell, or shows production's secrets to others.
 */
export async function readEnv(root: string, workdir: string, mode: Mode, ambient: Ambient = process.env): Promise<Env> {
  const file = findEnvFile(root, workdir, mode);
  const main = file === null ? null : readEnvFile(root, join(root, file));
  if (main === null) return {file: null, trust: 'none', hash: '', variables: [], warnings: []};
  return mode === 'production' ? readPrivate(root, main, ambient) : readTrusted(root, main, ambient);
}

/** Production's file is not code from the repository; what matters is who else can read it. */
function readPrivate(root: string, main: EnvFile, ambient: Ambient): Env {
  // Windows has no such bits, and Node reports all of them there.
  if (process.platform !== 'win32' && (main.mode & 0o077) !== 0) {
    throw broken({file: main.file, line: 1}, 'other users can read this file', [`chmod 600 ${main.file}`]);
  }
  return evaluated(main, evaluate(root, main, ambient));
}

function readTrusted(root: string, main: EnvFile, ambient: Ambient): Env {
  const trust = trustOf(root, main, ambient);
  if (trust !== 'allowed') return untrusted(main, trust);
  const scope = evaluate(root, main, ambient);
  const sourced = [...scope.code].filter(name => name !== main.file).flatMap(name => scope.loaded.get(name) ?? []);
  const reach = coversSourced(root, main, sourced, ambient);
  return reach === 'allowed' ? evaluated(main, scope) : untrusted(main, reach);
}

function untrusted(main: EnvFile, trust: Env['trust']): Env {
  return {file: main.file, trust, hash: hashOf(new Map([[main.file, main]])), variables: [], warnings: []};
}

function evaluated(main: EnvFile, scope: Scope): Env {
  return {
    file: main.file,
    trust: 'allowed',
    hash: hashOf(scope.loaded),
    variables: variablesOf(scope),
    warnings: warningsOf(scope),
    hostOnly: hostOnlyOf(scope),
    required: scope.required,
  };
}

function hashOf(loaded: ReadonlyMap<string, EnvFile | null>): string {
  const sum = createHash('sha256');
  for (const [name, file] of loaded) sum.update(`${name}\0${file === null ? '' : sumOf(file)}\0`);
  return sum.digest('hex');
}

/** The largest value that the system passes to a program. */
const limit = 128 * 1024;

function variablesOf({assigned, exported}: Scope): readonly EnvVariable[] {
  const kept = [...assigned].filter(([name, {value}]) => !staysHere(assigned, name) && (value === null || exported.has(name)));
  return kept.map(([name, {value, where, overrides}]) => {
    if (Buffer.byteLength(value ?? '') + name.length + 2 > limit) throw broken(where, `the value of ${name} is larger than 128 KiB`);
    return {name, value, where, overrides};
  });
}

function hostOnlyOf({assigned}: Scope): readonly Named[] {
  return [...assigned].flatMap(([name, {value, where}]) => (staysHere(assigned, name) && value !== null ? [{name, where}] : []));
}

function staysHere(assigned: Scope['assigned'], name: string): boolean {
  return isHostOnly(name) || (assigned.has('IN_NIX_SHELL') && isOfNix(name));
}

function warningsOf({assigned, exported, warnings}: Scope): readonly string[] {
  const lost = [...assigned].filter(([name, {value}]) => value !== null && !exported.has(name) && !staysHere(assigned, name));
  return [...warnings, ...lost.map(([name, {where}]) => `${where.file}:${where.line}: ${name} is not exported and reaches nothing`)];
}
