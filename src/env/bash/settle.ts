import type {Proof} from '../../model/proof';
import {broken} from '../failure';
import {nameOf, readEnvFile} from '../file';
import {isHostOnly} from '../host';
import {assign, type Scope} from '../scope';
import type {Traced} from './trace';

/** Never a variable of the file: they belong to the shell, or to devenv. */
const ofTheShell =
  /^(?:PWD|OLDPWD|SHLVL|SHELL|SHELLOPTS|BASHOPTS|PS[0-4]|_|COMP_WORDBREAKS|__devenv_.*|DIRENV_.*|DEVENV_EVALUATING|BASH_XTRACEFD)$/;

/**
 * Fills the scope from the environment that came back: what the file gave a value, also where the caller has the same, and
 * what differs from the caller's. The caller's own variables stay out.
 */
export function settle(scope: Scope, environment: ReadonlyMap<string, Buffer>, traced: readonly Traced[], main: Proof): void {
  addCode(scope, traced);
  const touched = touchesOf(scope, traced);
  const names = new Set([...touched.keys(), ...environment.keys(), ...Object.keys(scope.ambient)]);
  for (const name of [...names].filter(one => /^[A-Za-z_]\w*$/.test(one) && !ofTheShell.test(one))) {
    const bytes = environment.get(name);
    const before = scope.ambient[name];
    const places = touched.get(name) ?? [];
    if (bytes === undefined) {
      const unset = before !== undefined || places.some(({unset: one}) => one);
      if (unset) place(scope, name, null, places, mentionOf(scope, traced, name) ?? main);
      continue;
    }
    const value = textOfValue(name, bytes, places.at(-1)?.where ?? main);
    if (value === before && !places.some(place => place.value === value)) continue;
    scope.exported.add(name);
    place(scope, name, value, places, mentionOf(scope, traced, name) ?? main);
  }
}

interface Touch {
  readonly where: Proof;
  readonly value: string | null;
  readonly unset: boolean;
}

function touchesOf(scope: Scope, traced: readonly Traced[]): ReadonlyMap<string, readonly Touch[]> {
  const touched = new Map<string, Touch[]>();
  for (const {file, line, names, text} of traced) {
    for (const {name, value} of names) {
      const touches = touched.get(name) ?? [];
      touches.push({where: {file: nameOf(scope.root, file), line}, value, unset: text.startsWith('unset ')});
      touched.delete(name);
      touched.set(name, touches);
    }
  }
  return touched;
}

function place(scope: Scope, name: string, value: string | null, touches: readonly Touch[], otherwise: Proof): void {
  const giving = touches.filter(touch => touch.value !== null || touch.unset || value === null);
  const places = giving.map(({where}) => where);
  const distinct = places.filter((where, index) => index === 0 || JSON.stringify(where) !== JSON.stringify(places[index - 1]));
  for (const where of distinct.length === 0 ? [otherwise] : distinct) assign(scope, name, value, where);
}

/** The last command that speaks of a name which no command was seen to set. */
function mentionOf(scope: Scope, traced: readonly Traced[], name: string): Proof | null {
  const word = new RegExp(`\\b${name}\\b`);
  const found = traced.findLast(({text}) => word.test(text));
  return found === undefined ? null : {file: nameOf(scope.root, found.file), line: found.line};
}

/** A container gets text; devenv does not guess what bytes mean, as direnv does. */
function textOfValue(name: string, bytes: Buffer, where: Proof): string {
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes) || isHostOnly(name)) return text;
  throw broken(where, `the value of ${name} is not UTF-8`);
}

/** Files that bash was seen to run from, beside those that the library asked for. */
function addCode(scope: Scope, traced: readonly Traced[]): void {
  for (const path of new Set(traced.map(({file}) => file))) {
    const name = nameOf(scope.root, path);
    if (scope.loaded.has(name) || path.startsWith('/dev/') || path.startsWith('/proc/')) continue;
    const file = readEnvFile(scope.root, path);
    if (file === null) continue;
    scope.loaded.set(name, file);
    scope.code.add(name);
  }
}
