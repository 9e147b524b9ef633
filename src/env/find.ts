import {lstatSync} from 'node:fs';
import {dirname, join} from 'node:path/posix';
import type {Mode} from '../model/mode';

const names: Readonly<Record<Mode, string>> = {development: '.envrc', production: '.server.envrc'};

/** Finds the mode's file: in the directory of manage.py first, then upwards to the root. Relative to the root; null where there is none. */
export function findEnvFile(root: string, workdir: string, mode: Mode): string | null {
  for (let directory = workdir === '' ? '.' : workdir; ; directory = dirname(directory)) {
    const file = join(directory, names[mode]);
    if (lstatSync(join(root, file), {throwIfNoEntry: false})) return file;
    if (directory === '.' || directory === '/') return null;
  }
}
