import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Ambient} from './scope';

/** What direnv brings for `layout` and `use`: all of it is about the developer's machine. */
const builtIn: Readonly<Record<string, readonly string[]>> = {
  layout: 'anaconda go julia node opam perl php pipenv pyenv python python2 python3 ruby'.split(' '),
  use: 'asdf flake flox guix julia nix node rbenv ruby rvm vim zig'.split(' '),
};

/** Whether `layout NAME` or `use NAME` comes with direnv. */
export function isBuiltIn(command: string, name: string): boolean {
  return builtIn[command]?.includes(name) === true;
}

/** Files of the person that direnv reads before each .envrc, in its order; none is part of a project. */
export function personalFiles(ambient: Ambient): readonly string[] {
  const home = ambient['HOME'] ?? homedir();
  const directory = configOf(ambient);
  const library = join(directory, 'lib');
  const parts = existsSync(library) ? readdirSync(library).filter(name => name.endsWith('.sh')) : [];
  const main = [join(directory, 'direnvrc'), join(home, '.direnvrc')].find(file => existsSync(file));
  return [...parts.sort().map(name => join(library, name)), ...(main === undefined ? [] : [main])];
}

/** Where a person keeps what direnv is told. */
export function configOf(ambient: Ambient): string {
  const home = ambient['HOME'] ?? homedir();
  return ambient['DIRENV_CONFIG'] ?? join(ambient['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'direnv');
}

/** Whether a person's own files say what `layout NAME` or `use NAME` does. */
export function isPersonal(command: string, name: string, ambient: Ambient): boolean {
  return personalFiles(ambient).some(file => readFileSync(file, 'utf8').includes(`${command}_${name}`));
}
