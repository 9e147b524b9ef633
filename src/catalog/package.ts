import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

export interface Package {
  /** Absolute path of the package.json's directory. */
  readonly directory: string;
  readonly version: string;
}

/**
 * Finds the package of devenv around this file, built or not.
 * Throws an Error when there is none: the installation is incomplete.
 */
export function findPackage(): Package {
  for (let directory = import.meta.dirname; ; directory = dirname(directory)) {
    const written = readPackage(directory);
    if (written?.name === 'devenv') return {directory, version: written.version};
    if (directory === dirname(directory)) throw new Error(`no package.json of devenv above ${import.meta.dirname}`);
  }
}

function readPackage(directory: string): {readonly name: string; readonly version: string} | undefined {
  try {
    return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {name: string; version: string};
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
