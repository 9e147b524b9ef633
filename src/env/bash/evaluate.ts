import {randomUUID} from 'node:crypto';
import {dirname, join, resolve} from 'node:path';
import type {DevenvError} from '../../model/errors';
import type {Proof} from '../../model/proof';
import {readDotenv} from '../commands/dotenv';
import {broken} from '../failure';
import {nameOf, readEnvFile, textOf, type EnvFile} from '../file';
import {emptyScope, type Ambient, type Scope} from '../scope';
import {personalFiles} from '../tools';
import {conclude} from './conclude';
import {findProgram, libraryDirectory} from './find';
import {runBash, usualLimits, type Limits} from './run';
import {inSandbox} from './sandbox';
import {checkSyntax} from './syntax';
import {readTrace, type Traced} from './trace';

/** What the evaluation found, and the files beyond those of the scope that a change of would change it. */
export interface Evaluated {
  readonly scope: Scope;
  readonly watched: readonly string[];
}

interface Session {
  readonly scope: Scope;
  readonly bash: string;
  readonly main: Proof;
  /** Files that are being read, the innermost last; relative to the root. */
  readonly reading: string[];
  readonly given: Traced[];
  readonly watched: Set<string>;
  readonly permit: (file: EnvFile) => void;
  environment: ReadonlyMap<string, Buffer> | null;
}

/** What an evaluation may take, and whether it is shut in. */
export interface How {
  readonly limits?: Limits;
  readonly sandbox?: boolean;
}

/**
 * Evaluates a file in bash as direnv does, with a library of our own; it must be allowed before.
 * @param permit is asked before a file that the main one sources is run; what it throws ends the evaluation
 * Throws an `env` error, with file and line, where the file fails, takes too much or gives nothing back.
 */
export async function evaluateInBash(
  root: string,
  file: EnvFile,
  ambient: Ambient,
  permit: (file: EnvFile) => void,
  {limits = usualLimits, sandbox = false}: How = {},
): Promise<Evaluated> {
  const main: Proof = {file: file.file, line: 1};
  const path = resolve(root, file.file);
  const bash = findProgram('bash', ambient) ?? refuse(main, 'this file needs bash, and there is none in PATH');
  const session: Session = {
    scope: emptyScope(root, ambient),
    bash,
    main,
    reading: [],
    given: [],
    watched: new Set(),
    permit,
    environment: null,
  };
  textOf(file);
  const token = randomUUID();
  const library = libraryDirectory();
  const script = ['--noprofile', '--norc', '-c', '. "$0" "$@"', join(library, 'evaluate.bash'), token, path, ...personalFiles(ambient)];
  const ran = await runBash({
    command: sandbox ? inSandbox(root, [bash, ...script], ambient, main) : [bash, ...script],
    directory: dirname(path),
    environment: environmentFor(ambient, dirname(path)),
    limits,
    token,
    answer: (kind, records) => answer(session, kind, records),
  });
  const traced = readTrace(ran.trace, token, library, session.given);
  const last = traced.findLast(({file: one}) => session.scope.code.has(nameOf(root, one)));
  const reached = last === undefined ? main : {file: nameOf(root, last.file), line: last.line};
  conclude({...session, reached}, ran, traced, {token, limits});
  return {scope: session.scope, watched: [...session.watched]};
}

/** What the shell begins with: the caller's variables, and what keeps devenv from being run inside. */
export function environmentFor(ambient: Ambient, directory: string): Readonly<Record<string, string>> {
  const given = Object.entries(ambient).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return {...Object.fromEntries(given), PWD: directory, DIRENV_IN_ENVRC: '1', DEVENV_EVALUATING: '1'};
}

/** Does what the library asks for, and says what bash has to do. */
function answer(session: Session, kind: string, records: readonly Buffer[]): string | null {
  const {scope, reading} = session;
  const [first = '', second = ''] = records.map(record => record.toString());
  switch (kind) {
    case 'source':
      return source(session, first);
    case 'dotenv':
      return load(session, first, records.slice(1));
    case 'returned':
      reading.pop();
      if (first !== '0') scope.warnings.push(`${nameOf(scope.root, second)} ended with status ${first}`);
      return null;
    case 'note':
      scope.warnings.push(`${reading.at(-1) ?? session.main.file}:${first}: ${second}`);
      return null;
    case 'required':
      scope.required.push({name: second, where: {file: reading.at(-1) ?? session.main.file, line: Number(first)}});
      return null;
    case 'old':
      throw tooOld(session, first);
    case 'watch':
      session.watched.add(first);
      return null;
    case 'end':
      session.environment = entriesOf(records.slice(1));
      return null;
    default:
      throw new Error(`unknown message ${kind}`);
  }
}

/** macOS has a bash of 2007. */
function tooOld({main, bash}: Session, version: string): DevenvError {
  return broken(main, `this file needs bash 4.4 or newer, and ${bash} is ${version}`, [
    'brew install bash',
    'or install a newer bash before it in PATH',
  ]);
}

/** Reads a file before bash does: what was not allowed does not run, and what bash cannot read is not begun. */
function source({scope, bash, reading, permit}: Session, path: string): string {
  const file = readEnvFile(scope.root, path) ?? refuse({file: nameOf(scope.root, path), line: 1}, 'there is no such file');
  if (reading.includes(file.file)) refuse({file: reading.at(-1) ?? file.file, line: 1}, `${file.file} loads itself`);
  if (scope.code.size > 0) permit(file);
  scope.loaded.set(file.file, file);
  scope.code.add(file.file);
  reading.push(file.file);
  if (textOf(file).includes('\r\n')) scope.warnings.push(`${file.file}: its lines end with CR LF; each value keeps the CR`);
  checkSyntax(bash, path, file);
  return ':';
}

function load({scope, given}: Session, path: string, environment: readonly Buffer[]): string {
  const values = entriesOf(environment);
  const {file, entries, odd} = readDotenv(scope, path, name => values.get(name)?.toString());
  const commands = entries.map(({name, value, line}) => {
    given.push({file: resolve(scope.root, file), line, names: [{name, value}], text: ''});
    return `export ${name}='${value.replaceAll("'", "'\\''")}'\n__devenv_mark given ${given.length - 1}`;
  });
  return [...commands, odd ? '[[ $- != *e* ]]' : ':'].join('\n');
}

/** Variables by name, of records that are NAME=value. */
export function entriesOf(records: readonly Buffer[]): ReadonlyMap<string, Buffer> {
  return new Map(
    records.map(record => {
      const cut = record.indexOf('=');
      return [record.subarray(0, cut).toString(), record.subarray(cut + 1)];
    }),
  );
}

function refuse(where: Proof, what: string): never {
  throw broken(where, what);
}
