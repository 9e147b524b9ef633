import {statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {readEnvFile, type EnvFile} from './file';

/** The code that a file loads by name, read without running anything. */
export interface Closure {
  /** The file itself first. */
  readonly files: readonly EnvFile[];
  /** Whether it may load more: a name that only bash can tell. */
  readonly open: boolean;
}

/** A command that sources, and what stands behind it. */
const sourcing =
  /(?:^|[;&|({]|\b(?:then|do|else)\b)[ \t]*(source_env|source_env_if_exists|source_up|source_up_if_exists|source|\.)(?:[ \t]+(?=([^\s;&|][^\n]*))|(?=[ \t]*(?:[;&|#\n]|$)))/gm;

/** One argument without anything that a shell would make into another. */
const literal = /^(["']?)([\w./+@%,:=-]+)\1(?=[\s;&|)]|$)/;

/** Finds what a file sources, however deep, by the words that stand in it. */
export function closureOf(root: string, main: EnvFile): Closure {
  const found = new Map<string, EnvFile>();
  let open = false;
  const follow = (file: EnvFile, here: string) => {
    found.set(file.file, file);
    for (const [, command = '', written] of file.bytes.toString().matchAll(sourcing)) {
      const path = placeOf(here, command, written === undefined || written.startsWith('#') ? '.envrc' : literal.exec(written)?.[2]);
      if (path === 'unknown') open = true;
      else if (path !== null) read(path, command === '.' || command === 'source' ? here : dirname(path));
    }
  };
  const read = (path: string, here: string) => {
    const file = readEnvFile(root, path);
    if (file !== null && !found.has(file.file)) follow(file, here);
  };
  follow(main, dirname(resolve(root, main.file)));
  return {files: [...found.values()], open};
}

/** Where a sourced file is; null where there is none, unknown where the name is made by the shell. */
function placeOf(here: string, command: string, name: string | undefined): string | null {
  if (name === undefined) return 'unknown';
  if (command.startsWith('source_up')) return above(here, name);
  const path = resolve(here, name);
  const found = statSync(path, {throwIfNoEntry: false});
  if (found?.isDirectory() === true) return join(path, '.envrc');
  return found?.isFile() === true ? path : null;
}

function above(here: string, name: string): string | null {
  for (let directory = dirname(here); ; directory = dirname(directory)) {
    const path = join(directory, name);
    if (statSync(path, {throwIfNoEntry: false})?.isFile()) return path;
    if (directory === dirname(directory)) return null;
  }
}
