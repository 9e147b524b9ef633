import {existsSync, mkdirSync, renameSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {configFiles} from './config';
import {trustFiles} from './env';
import type {Inputs} from './plan';

/** How much earlier than the start of the process a file's time may say that it changed, in milliseconds: the kernel's clock has ticks. */
const tick = 50;

/**
 * Keeps what `devenv env` says for bin/devenv, which says it again as long as nothing that it was read from has changed.
 * The shell there gives the file in DEVENV_AGAIN, and on its second line what else has to be the same. Nothing is kept
 * where the caller's variables or files elsewhere had a say.
 */
export function keepAnswer({env, project}: Inputs, text: string): void {
  const [file, asked] = (process.env['DEVENV_AGAIN'] ?? '').split('\n');
  if (file === undefined || asked === undefined || env.selfContained !== true || env.file === null) return;
  // Such a file is read with the caller's variables too.
  if ((project.dotenv ?? []).length > 0) return;
  const {root} = project;
  const program = dirname(resolve(process.argv[1] ?? ''));
  const outside = [...trustFiles(root, env.file), ...configsAbove(root)];
  const there = [join(program, '../package.json'), join(program, '../dist/main.js'), ...outside.filter(path => existsSync(path))];
  const absent = outside.filter(path => !existsSync(path)).map(path => `-${path}`);
  const list = [asked, root, String(statSync(root).ino), ...there, ...absent];
  // A path with a line end cannot be told line by line.
  if (list.every(line => !line.includes('\n'))) write(file, [...list, '', text].join('\n'));
}

/** A devenv.yaml above the root would make another root. */
function configsAbove(root: string): readonly string[] {
  const above = dirname(root);
  return above === root ? [] : [...configFiles.map(name => join(above, name)), ...configsAbove(above)];
}

/** The file is as old as the process: whatever changes while it reads is newer. Where it cannot be written, Node answers again. */
function write(file: string, content: string): void {
  const started = (performance.timeOrigin - tick) / 1000;
  const beside = `${file}.${String(process.pid)}`;
  try {
    mkdirSync(dirname(file), {recursive: true, mode: 0o700});
    writeFileSync(beside, content, {mode: 0o600});
    utimesSync(beside, started, started);
    renameSync(beside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
