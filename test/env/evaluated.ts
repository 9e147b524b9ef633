import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {allow, readEnv} from '../../src/env';
import type {EnvrcSettings} from '../../src/model/settings';
import {directoryWith} from './directory';

export const path = '/usr/local/bin:/usr/bin:/bin';

/** The project that write() made last, and its caller's variables. */
export let root = '';
export let ambient: Readonly<Record<string, string>> = {};

/** A PATH with some programs of this machine only. */
export function pathWith(...names: readonly string[]): string {
  const tools = directoryWith({});
  for (const name of names) {
    const found = path
      .split(':')
      .map(directory => join(directory, name))
      .find(place => existsSync(place));
    symlinkSync(found ?? '', join(tools, name));
  }
  return tools;
}

/** A new project, and a person without any record. */
export function write(files: Readonly<Record<string, string>>): void {
  root = directoryWith(files);
  const home = directoryWith({});
  ambient = {HOME: home, PATH: path, GIVEN: 'outside', SAME: '1'};
}

/** What `direnv allow` writes. */
export function allowInDirenv(file = '.envrc', content = ''): void {
  const sum = createHash('sha256')
    .update(`${join(root, file)}\n${content}`)
    .digest('hex');
  mkdirSync(join(ambient['HOME'] ?? '', '.local/share/direnv/allow'), {recursive: true});
  writeFileSync(join(ambient['HOME'] ?? '', '.local/share/direnv/allow', sum), join(root, file));
}

/** Allows the file and reads it. */
export async function evaluate(how: Partial<EnvrcSettings>, changed: Readonly<Record<string, string>> = {}) {
  const all: EnvrcSettings = {evaluator: 'auto', sandbox: false, ...how};
  await allow(root, '.envrc', {...ambient, ...changed}, all);
  return readEnv(root, '', 'development', {...ambient, ...changed}, all);
}

export const valuesOf = ({variables}: Awaited<ReturnType<typeof readEnv>>) =>
  Object.fromEntries(variables.map(({name, value}) => [name, value]));
