import type {EnvVariable, Named} from '../model/env';
import {broken} from './failure';
import {isHostOnly, isOfNix} from './host';
import type {Scope} from './scope';

/** The largest value that the system passes to a program, in bytes. */
const limit = 128 * 1024;

/** What a container may get of an evaluation. Throws an `env` error for a value that no program could be given. */
export function variablesOf({assigned, exported}: Scope): readonly EnvVariable[] {
  const kept = [...assigned].filter(([name, {value}]) => !staysHere(assigned, name) && (value === null || exported.has(name)));
  return kept.map(([name, {value, where, overrides}]) => {
    if (Buffer.byteLength(value ?? '') + name.length + 2 > limit) throw broken(where, `the value of ${name} is larger than 128 KiB`);
    return {name, value, where, overrides};
  });
}

/** What the file sets and no container gets. */
export function hostOnlyOf({assigned}: Scope): readonly Named[] {
  return [...assigned].flatMap(([name, {value, where}]) => (staysHere(assigned, name) && value !== null ? [{name, where}] : []));
}

/** What keeps the CR of its line, as in bash; nobody means it. */
export function carriageReturnsOf(scope: Scope): readonly Named[] {
  return variablesOf(scope).flatMap(({name, value, where}) => {
    const line = scope.loaded.get(where.file)?.bytes.toString().split('\n')[where.line - 1];
    return value?.endsWith('\r') === true && line?.endsWith('\r') === true ? [{name, where}] : [];
  });
}

/** What the evaluation warned of, and the names that reach nothing. */
export function warningsOf({assigned, exported, warnings}: Scope): readonly string[] {
  const lost = [...assigned].filter(([name, {value}]) => value !== null && !exported.has(name) && !staysHere(assigned, name));
  const advice = (file: string) => (/(^|\/)\.env(?!rc)[^/]*$/.test(file) ? '; dotenv reads such a file' : '');
  const told = lost.map(
    ([
      name,
      {
        where: {file, line},
      },
    ]) => `${file}:${line}: ${name} is not exported and reaches nothing${advice(file)}`,
  );
  return [...warnings, ...told];
}

function staysHere(assigned: Scope['assigned'], name: string): boolean {
  return isHostOnly(name) || (assigned.has('IN_NIX_SHELL') && isOfNix(name));
}
