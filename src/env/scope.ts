import type {Named} from '../model/env';
import type {Proof} from '../model/proof';
import type {EnvFile} from './file';
import type {Part, Word} from './shell/syntax';
import {needsShell} from './failure';
import {isHostOnly} from './host';

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
  /** Files that were looked for, with what was there; the first one is the file itself. */
  readonly loaded: Map<string, EnvFile | null>;
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

/** The value of a name at this moment; undefined where it is not set. */
export function lookUp(scope: Scope, name: string): string | undefined {
  const own = scope.assigned.get(name);
  return own ? (own.value ?? undefined) : ambientValue(scope, name);
}

/** What a program that the file starts would see under this name. */
export function lookUpExported(scope: Scope, name: string): string | undefined {
  return scope.exported.has(name) || !scope.assigned.has(name) ? lookUp(scope, name) : undefined;
}

export function ambientValue({ambient}: Scope, name: string): string | undefined {
  return Object.hasOwn(ambient, name) ? ambient[name] : undefined;
}

/** The value that NAME=value gives. Throws an `env` error where it depends on what only the host knows, unless it stays there. */
export function assignedValue(scope: Scope, directory: string, name: string, parts: readonly Part[], where: Proof): string {
  const guessed = isHostOnly(name) ? undefined : namesIn(parts).find(used => scope.unknown.has(used));
  if (guessed !== undefined) throw needsShell(where, `$${guessed} after a command that changed it`);
  if (parts.some(({kind}) => kind === 'home') && lookUp(scope, 'HOME') === undefined) throw needsShell(where, '~ without HOME');
  return expand(scope, directory, parts);
}

function namesIn(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(part => (part.kind === 'variable' ? [part.name, ...namesIn(part.fallback?.parts ?? [])] : []));
}

/** The text of a value; a name without a value and without a default gives nothing, as in bash. */
function expand(scope: Scope, directory: string, parts: readonly Part[]): string {
  return parts.map(part => expandPart(scope, directory, part)).join('');
}

function expandPart(scope: Scope, directory: string, part: Part): string {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'home') return lookUp(scope, 'HOME') ?? '';
  const value = part.name === 'PWD' ? directory : lookUp(scope, part.name);
  const missing = value === undefined || (part.fallback?.when === 'empty' && value === '');
  return missing ? expand(scope, directory, part.fallback?.parts ?? []) : value;
}

/** The text of an argument. Throws an `env` error where bash would split it or match it against files. */
export function argument(scope: Scope, directory: string, word: Word, where: Proof): string {
  if (!word.whole) throw needsShell(where, 'an unquoted variable, ~ or pattern outside of an assignment');
  return `${word.assigns === null ? '' : `${word.assigns}=`}${expand(scope, directory, word.parts)}`;
}
