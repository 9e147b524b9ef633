import {existsSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {configFiles} from './config';
import {trustFiles} from './env';
import type {Inputs} from './plan';

/** How much earlier than the start of the process a file's time may say that it changed, in milliseconds: the kernel's clock has ticks. */
const tick = 50;

/**
 * Keeps what `devenv env` says for bin/devenv, which says it again as long as nothing that it was read from has changed.
 * The shell there gives the place in DEVENV_AGAIN, and on its second line what else has to be the same. Nothing is kept
 * where the caller's variables or files elsewhere had a say.
 */
export function keepAnswer({env, project}: Inputs, text: string): void {
  const [place, asked] = (process.env['DEVENV_AGAIN'] ?? '').split('\n');
  if (place === undefined || asked === undefined || env.selfContained !== true || env.file === null) return;
  const {root} = project;
  const program = dirname(resolve(process.argv[1] ?? ''));
  const outside = [...trustFiles(root, env.file), ...configsAbove(root)];
  const there = [join(program, '../package.json'), join(program, '../dist/main.js'), ...outside.filter(file => existsSync(file))];
  const absent = outside.filter(file => !existsSync(file)).map(file => `-${file}`);
  const list = [asked, root, ...there, ...absent];
  // A path with a line end cannot be told line by line.
  if (list.some(line => line.includes('\n'))) return;
  write(place, `${list.join('\n')}\n`, text);
}

/** A devenv.yaml above the root would make another root. */
function configsAbove(root: string): readonly string[] {
  const above = dirname(root);
  return above === root ? [] : [...configFiles.map(name => join(above, name)), ...configsAbove(above)];
}

/** The list is as old as the process: whatever changes while it reads is newer. */
function write(place: string, list: string, answer: string): void {
  mkdirSync(place, {recursive: true, mode: 0o700});
  const [listed, beside] = [join(place, 'list'), join(place, `list.${String(process.pid)}`)];
  rmSync(listed, {force: true});
  writeFileSync(join(place, 'answer'), answer, {mode: 0o600});
  writeFileSync(beside, list, {mode: 0o600});
  const started = (performance.timeOrigin - tick) / 1000;
  utimesSync(beside, started, started);
  renameSync(beside, listed);
}
