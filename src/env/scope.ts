import {statSync, type Stats} from 'node:fs';
import type {Named} from '../model/env';
import type {Proof} from '../model/proof';
import type {EnvFile} from './file';
import type {Part, Word} from './shell/syntax';
import {needsShell} from './failure';
import {isHostOnly} from './host';

/** A scope in which nothing happened yet. */
export function emptyScope(root: string, ambient: Ambient): Scope {
  return {
    root,
    ambient,
    assigned: new Map(),
    exported: new Set(),
    unknown: new Set(),
    warnings: [],
    required: [],
    options: {allExport: false, strict: false},
    loaded: new Map(),
    sought: new Set(),
    code: new Set(),
  };
}

/** The variables of the caller, such as process.env. */
export type Ambient = Readonly<Record<string, string | undefined>>;

/** What a run of the file knows at one moment; the commands change it. */
export interface Scope {
  readonly root: string;
  readonly ambient: Ambient;
  /** By name, in the order of the last assignment. */
  readonly assigned: Map<string, Assigned>;
  /** Names that reach the environment because the file says so. */
  readonly exported: Set<string>;
  /** Names whose value now depends on a command that only the host runs, such as PATH after PATH_add. */
  readonly unknown: Set<string>;
  readonly warnings: string[];
  /** What `env_vars_required` asks for and had no value there. */
  readonly required: Named[];
  /** What `set` and strict_env change. */
  readonly options: {allExport: boolean; strict: boolean};
  /** Files that were looked for, with what was there; the first one is the file itself. */
  readonly loaded: Map<string, EnvFile | null>;
  /** Absolute paths beyond those of `loaded` that were asked whether something is there. */
  readonly sought: Set<string>;
  /** The files of `loaded` that can run commands. */
  readonly code: Set<string>;
}

export interface Assigned {
  /** null: unset. */
  readonly value: string | null;
  readonly where: Proof;
  readonly overrides: readonly Proof[];
}

export function assign(scope: Scope, name: string, value: string | null, where: Proof): void {
  const before = scope.assigned.get(name);
  scope.assigned.delete(name);
  scope.assigned.set(name, {value, where, overrides: before ? [...before.overrides, before.where] : []});
}

/** A command that fails: bash says so and goes on, unless it is strict; then only bash can tell whether it goes on. */
export function fail(scope: Scope, where: Proof, what: string): void {
  if (scope.options.strict) throw needsShell(where, 'a command that fails where failures end the evaluation');
  scope.warnings.push(`${where.file}:${where.line}: ${what}`);
}

/** The value of a name at this moment; undefined where it is not set. */
export function lookUp(scope: Scope, name: string): string | undefined {
  const own = scope.assigned.get(name);
  return own ? (own.value ?? undefined) : ambientValue(scope, name);
}

/** What a program that the file starts would see under this name. */
export function lookUpExported(scope: Scope, name: string): string | undefined {
  return scope.exported.has(name) || !scope.assigned.has(name) ? lookUp(scope, name) : undefined;
}

/** What is at an absolute path; the result then depends on it. */
export function seek({sought}: Scope, path: string): Stats | undefined {
  sought.add(path);
  return statSync(path, {throwIfNoEntry: false});
}

export function ambientValue({ambient}: Scope, name: string): string | undefined {
  return Object.hasOwn(ambient, name) ? ambient[name] : undefined;
}

/** The value that NAME=value gives. Throws an `env` error where it depends on what only the host knows, unless it stays there. */
export function assignedValue(scope: Scope, directory: string, name: string, parts: readonly Part[], where: Proof): string {
  const guessed = isHostOnly(name) ? undefined : namesIn(parts).find(used => scope.unknown.has(used));
  if (guessed !== undefined) throw needsShell(where, `$${guessed} after a command that changed it`);
  if (parts.some(({kind}) => kind === 'home') && lookUp(scope, 'HOME') === undefined) throw needsShell(where, '~ without HOME');
  return expandAt(scope, directory, parts, where);
}

function namesIn(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(part => (part.kind === 'variable' ? [part.name, ...namesIn(part.fallback?.parts ?? [])] : []));
}

/** The text of a value. Throws an `env` error for a name without a value where bash would stop at it. */
function expandAt(scope: Scope, directory: string, parts: readonly Part[], where: Proof): string {
  const bare = parts.find(part => part.kind === 'variable' && part.fallback === null && lookUp(scope, part.name) === undefined);
  if (scope.options.strict && bare?.kind === 'variable') throw needsShell(where, `$${bare.name}, which has no value`);
  return expand(scope, directory, parts);
}

/** A name without a value and without a default gives nothing, as in bash. */
function expand(scope: Scope, directory: string, parts: readonly Part[]): string {
  return parts.map(part => expandPart(scope, directory, part)).join('');
}

function expandPart(scope: Scope, directory: string, part: Part): string {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'home') return lookUp(scope, 'HOME') ?? '';
  const value = part.name === 'PWD' ? directory : lookUp(scope, part.name);
  if (part.fallback === null) return value ?? '';
  const instead = expand(scope, directory, part.fallback.parts);
  switch (part.fallback.when) {
    case 'unset':
      return value ?? instead;
    case 'empty':
      return value === undefined || value === '' ? instead : value;
    case 'set':
      return value === undefined ? '' : instead;
    case 'text':
      return value === undefined || value === '' ? '' : instead;
  }
}

/** The text of an argument. Throws an `env` error where bash would split it or match it against files. */
export function argument(scope: Scope, directory: string, word: Word, where: Proof): string {
  if (!word.whole) throw needsShell(where, 'an unquoted variable, ~ or pattern outside of an assignment');
  const guessed = namesIn(word.parts).find(used => scope.unknown.has(used));
  if (guessed !== undefined) throw needsShell(where, `$${guessed} after a command that changed it`);
  return `${word.assigns === null ? '' : `${word.assigns}=`}${expandAt(scope, directory, word.parts, where)}`;
}
