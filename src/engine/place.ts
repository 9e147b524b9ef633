import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** What a process has to itself while others like it run in the same project. */
export interface Place {
  /** The name for the first of them; the others count. */
  readonly name: (base: string) => string;
  readonly leave: () => void;
}

/**
 * Takes the first place that nobody has, by a file in `directory` with the id of this process. That of a process which is no
 * more is free.
 */
export function takePlace(directory: string, kind: string): Place {
  mkdirSync(directory, {recursive: true});
  for (let number = 1; ; number += 1) {
    const file = join(directory, `${kind}.${String(number)}.pid`);
    if (!take(file)) continue;
    return {
      name: base => (number === 1 ? base : `${base}-${String(number)}`),
      leave: () => {
        rmSync(file, {force: true});
      },
    };
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), {flag: 'wx'});
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (lives(ownerOf(file))) return false;
  rmSync(file, {force: true});
  return take(file);
}

/** Null where the file went away meanwhile, or does not say it yet. */
function ownerOf(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8')) || null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return null;
  }
}

function lives(pid: number | null): boolean {
  if (pid === null) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
