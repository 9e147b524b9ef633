import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Interpreter} from '../model/observed';

type Environment = Readonly<Record<string, string | undefined>>;

/** The Pythons of this machine that can be put on a Debian base: the directory asked for, else those that pyenv keeps. */
export function findInterpreters(asked: string | null, environment: Environment): readonly Interpreter[] {
  const directories = asked === null ? pyenvDirectories(environment) : [asked];
  return directories.flatMap(directory => versionsIn(directory).map(version => ({version, directory})));
}

/** Works as pyenv does: PYENV_ROOT, else .pyenv in the home directory. */
function pyenvDirectories(environment: Environment): readonly string[] {
  const versions = join(environment['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .filter(name => /^3\.\d+\.\d+$/.test(name))
    .map(name => join(versions, name));
}

/** "3.8.18" of a directory with bin/python3.8, its patch release from the C header that CPython installs. */
function versionsIn(directory: string): readonly string[] {
  const bin = join(directory, 'bin');
  if (!existsSync(bin)) return [];
  const minors = readdirSync(bin).flatMap(name => /^python(3\.\d+)$/.exec(name)?.[1] ?? []);
  return minors.map(minor => patchRelease(directory, minor) ?? minor);
}

function patchRelease(directory: string, minor: string): string | null {
  const headers = [`python${minor}`, `python${minor}m`].map(name => join(directory, 'include', name, 'patchlevel.h'));
  const header = headers.find(existsSync);
  return header === undefined ? null : (/#define\s+PY_VERSION\s+"([^"+]+)/.exec(readFileSync(header, 'utf8'))?.[1] ?? null);
}
