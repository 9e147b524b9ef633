import {accessSync, constants, existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {Ambient} from '../scope';

/** The first program of that name in PATH; null where there is none. */
export function findProgram(name: string, ambient: Ambient): string | null {
  const directories = (ambient['PATH'] ?? '/usr/local/bin:/usr/bin:/bin').split(':').filter(directory => directory.startsWith('/'));
  return directories.map(directory => join(directory, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where this package keeps what bash reads, absolute. Throws an Error when the installation is incomplete. */
export function libraryDirectory(): string {
  for (let directory = import.meta.dirname; ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'shell/evaluate.bash'))) return join(directory, 'shell');
    if (directory === dirname(directory)) throw new Error(`no shell/evaluate.bash above ${import.meta.dirname}`);
  }
}
