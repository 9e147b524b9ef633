import {createHash} from 'node:crypto';
import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import type {Env} from '../model/env';
import {decisionSum, secretOf} from './decision';
import type {EnvFile} from './file';
import type {Ambient} from './scope';
import {sumOf} from './sum';
import {personalFiles} from './tools';

/** What an evaluation in bash gave, and what it depends on; only the owner may read it. */
interface Kept {
  readonly env: Env;
  /** By name: the sha256 of a file that was loaded or watched, null where there was none. */
  readonly files: Readonly<Record<string, string | null>>;
  /** sha256 of all else that it depends on. */
  readonly rest: string;
}

/** What the last evaluation gave, if nothing that it depends on changed; else null. */
export function readKept(root: string, main: EnvFile, ambient: Ambient): Env | null {
  const kept = parse(placeOf(root));
  if (kept === null || kept.env.file !== main.file || kept.files[main.file] !== sumOf(main)) return null;
  if (kept.rest !== restOf(root, main, Object.keys(kept.files), ambient)) return null;
  const same = Object.entries(kept.files).every(([name, sum]) => sum === sumAt(root, name));
  return same ? kept.env : null;
}

/** Keeps what an evaluation gave, for as long as the files, their neighbours and the caller's environment are the same. */
export function keep(root: string, main: EnvFile, env: Env, names: readonly string[], ambient: Ambient): void {
  try {
    const files = Object.fromEntries(names.map(name => [name, sumAt(root, name)]));
    const kept: Kept = {env, files, rest: restOf(root, main, names, ambient)};
    write(placeOf(root), JSON.stringify(kept));
  } catch (error) {
    // Where nothing can be written, each command evaluates anew.
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function write(place: string, text: string): void {
  mkdirSync(dirname(place), {recursive: true});
  ignoreDirectory(dirname(place));
  const beside = `${place}.${process.pid}`;
  writeFileSync(beside, text, {mode: 0o600});
  renameSync(beside, place);
}

/** Forgets what was kept. */
export function forget(root: string): void {
  rmSync(placeOf(root), {force: true});
}

function placeOf(root: string): string {
  return join(root, '.devenv', 'env.json');
}

/** Nothing of .devenv belongs into version control, whoever makes it first. */
function ignoreDirectory(directory: string): void {
  try {
    writeFileSync(join(directory, '.gitignore'), '*\n', {flag: 'wx', mode: 0o644});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function parse(place: string): Kept | null {
  try {
    return JSON.parse(readFileSync(place, 'utf8')) as Kept;
  } catch (error) {
    if (error instanceof SyntaxError || ['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** Watched files may be large, and need not be text. */
function sumAt(root: string, name: string): string | null {
  const path = resolve(root, name);
  if (statSync(path, {throwIfNoEntry: false})?.isFile() !== true) return null;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Of a terminal, a session or a prompt: these differ from one window to the next, and no file reads them. */
const ofTheWindow =
  /^(?:_|SHLVL|PWD|OLDPWD|COLUMNS|LINES|WINDOWID|TERM_SESSION_ID|TMUX.*|STY|WINDOW|SSH_(?:CLIENT|CONNECTION|TTY)|GPG_TTY|XDG_SESSION_ID|VSCODE_.*|ITERM_.*|COLORTERM|TERM.*)$/;

/** A secret of the person's, so that a project cannot bring a result along; their decision and direnvrc, the caller's environment, and the names beside each file: `[[ -f x ]]` asks for them. */
function restOf(root: string, main: EnvFile, names: readonly string[], ambient: Ambient): string {
  const sum = createHash('sha256')
    .update(secretOf(ambient))
    .update(`\0${decisionSum(root, main.file, ambient)}`);
  for (const file of personalFiles(ambient)) sum.update(`\0${file}\0`).update(readFileSync(file));
  const variables = Object.entries(ambient).filter(([name]) => !ofTheWindow.test(name));
  for (const [name, value = ''] of variables.sort(([a], [b]) => (a < b ? -1 : 1))) sum.update(`\0${name}=${value}`);
  const directories = new Set(names.map(name => dirname(resolve(root, name))));
  for (const directory of directories) sum.update(`\0${directory}\0${listing(directory).join('\0')}`);
  return sum.digest('hex');
}

function listing(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter(name => name !== '.devenv')
      .sort();
  } catch {
    return [];
  }
}
