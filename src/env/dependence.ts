import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import type {EnvrcSettings} from '../model/settings';
import {decisionSum, secretOf} from './decision';
import type {EnvFile} from './file';
import type {Ambient, Scope} from './scope';
import {sumOf} from './sum';
import {personalFiles} from './tools';

/** What is evaluated, and how. */
export interface Asking {
  readonly root: string;
  readonly main: EnvFile;
  /** The caller's variables. */
  readonly ambient: Ambient;
  readonly how: EnvrcSettings;
}

/** What an evaluation reached for. */
export interface Reach {
  /** Files and directories that were loaded, looked for or watched; relative to the root, or absolute. */
  readonly names: readonly string[];
  /** The caller's variables that were asked for; null: a shell ran, which may have asked for any, and for the names in any directory. */
  readonly asked: readonly string[] | null;
}

/** sha256 of what was loaded as it was then: a file may have changed while the evaluation ran. */
export function sumsOf(root: string, names: readonly string[], loaded: Scope['loaded']): Readonly<Record<string, string | null>> {
  const sum = (name: string): string | null => {
    const file = loaded.get(name);
    if (file === undefined) return sumAt(root, name);
    return file === null ? null : sumOf(file);
  };
  return Object.fromEntries(names.map(name => [name, sum(name)]));
}

/** sha256 of what stands in a file, or of the names in a directory; null where neither is. Watched files may be large, and need not be text. */
export function sumAt(root: string, name: string): string | null {
  const path = resolve(root, name);
  const found = statSync(path, {throwIfNoEntry: false});
  if (found?.isFile() !== true && found?.isDirectory() !== true) return null;
  const content = found.isFile() ? readFileSync(path) : `directory\0${listing(path).join('\0')}`;
  return createHash('sha256').update(content).digest('hex');
}

/**
 * sha256 of all but the files: a secret of the person's, so that nobody else can make a result, such as the project or what
 * runs in its containers; their decision and direnvrc; the caller's variables; and for a shell the names beside each file, since `[[ -f x ]]` asks for them.
 */
export function restOf({root, main, ambient, how}: Asking, {names, asked}: Reach): string {
  const sum = createHash('sha256')
    .update(secretOf(ambient))
    .update(`\0${form}\0${how.evaluator}\0${how.sandbox}\0${root}\0${main.file}\0${decisionSum(root, main.file, ambient)}`);
  for (const file of personalFiles(ambient)) sum.update(`\0${file}\0`).update(readFileSync(file));
  for (const [name, value] of variablesIn(ambient, asked)) sum.update(`\0${name}${value === undefined ? '' : `=${value}`}`);
  if (asked !== null) return sum.digest('hex');
  const directories = new Set(names.map(name => dirname(resolve(root, name))));
  for (const directory of directories) sum.update(`\0${directory}\0${listing(directory).join('\0')}`);
  return sum.digest('hex');
}

/** Another number for what is kept in another form, or was evaluated by other rules. */
const form = 3;

/** Of a terminal, a session or a prompt: these differ from one window to the next, and no file reads them. */
const ofTheWindow =
  /^(?:_|SHLVL|PWD|OLDPWD|COLUMNS|LINES|WINDOWID|TERM_SESSION_ID|TMUX.*|STY|WINDOW|SSH_(?:CLIENT|CONNECTION|TTY)|GPG_TTY|XDG_SESSION_ID|VSCODE_.*|ITERM_.*|COLORTERM|TERM.*)$/;

function variablesIn(ambient: Ambient, asked: Reach['asked']): readonly (readonly [string, string | undefined])[] {
  if (asked !== null) return asked.map(name => [name, ambient[name]] as const);
  return Object.entries(ambient)
    .filter(([name]) => !ofTheWindow.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
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
