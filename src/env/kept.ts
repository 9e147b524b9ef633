import {createHmac} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {Env} from '../model/env';
import {restOf, sumAt, sumsOf, type Asking, type Reach} from './dependence';
import type {Scope} from './scope';
import {sumOf} from './sum';

/** What an evaluation gave, and what it depends on; only the owner may read it. */
interface Kept {
  readonly env: Env;
  /** By name: what stood in a file or directory that was loaded, looked for or watched, null where there was none. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly asked: Reach['asked'];
}

/** What the last evaluation gave, if nothing that it depends on changed; else null. */
export function readKept(asking: Asking): Env | null {
  return unlessClosed(() => open(asking)) ?? null;
}

/** Keeps what an evaluation gave, for as long as all that it reached for is the same. */
export function keep(asking: Asking, env: Env, reach: Reach, loaded: Scope['loaded']): void {
  const {root} = asking;
  // Where no shell ran, an evaluation is cheap: to look at a project that nobody brought up leaves nothing in it.
  if (reach.asked !== null && !existsSync(dirname(placeOf(root)))) return;
  unlessClosed(() => {
    const kept: Kept = {env, files: sumsOf(root, reach.names, loaded), asked: reach.asked};
    const text = JSON.stringify(kept);
    write(root, `${sealOf(asking, text, {...reach, names: Object.keys(kept.files)})}\n${text}\n`);
  });
}

/** Where the project or the person's state cannot be written, each command evaluates anew. */
function unlessClosed<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch (error) {
    if (closed.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

const closed = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENOSPC', 'EDQUOT'];

function open(asking: Asking): Env | null {
  const {root, main} = asking;
  const [seal, text] = readFileSync(placeOf(root), 'utf8').split('\n');
  if (seal === undefined || text === undefined) return null;
  const kept = parse(text);
  if (kept?.files?.[main.file] !== sumOf(main)) return null;
  const reach: Reach = {names: Object.keys(kept.files), asked: Array.isArray(kept.asked) ? kept.asked : null};
  if (seal !== sealOf(asking, text, reach)) return null;
  const same = Object.entries(kept.files).every(([name, sum]) => name === main.file || sum === sumAt(root, name));
  return same ? (kept.env ?? null) : null;
}

/** Only this person's devenv can have written the text, and nothing else that it depends on has changed since. */
function sealOf(asking: Asking, text: string, reach: Reach): string {
  return createHmac('sha256', restOf(asking, reach)).update(text).digest('hex');
}

function write(root: string, text: string): void {
  const place = placeOf(root);
  if (!existsSync(dirname(place)) && isOfAnother(root)) return;
  mkdirSync(dirname(place), {recursive: true, mode: 0o700});
  ignoreDirectory(dirname(place));
  const beside = `${place}.${process.pid}`;
  writeFileSync(beside, text, {mode: 0o600});
  renameSync(beside, place);
}

/** Behind sudo a directory would be root's, and in the way of the person. */
function isOfAnother(root: string): boolean {
  return process.getuid !== undefined && process.getuid() !== statSync(root).uid;
}

/** Forgets what was kept. */
export function forget(root: string): void {
  unlessClosed(() => {
    rmSync(placeOf(root), {force: true});
  });
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

/** Whatever stands there: it counts only under its seal. */
function parse(text: string): Partial<Kept> | null {
  try {
    return JSON.parse(text) as Partial<Kept> | null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
