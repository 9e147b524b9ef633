import {dirname, join, resolve} from 'node:path';
import {needsShell} from '../failure';
import {nameOf, readEnvFile, textOf} from '../file';
import {parseDotenv, type DotenvEntry} from '../dotenv';
import {argument, assign, fail, lookUpExported, seek, type Scope} from '../scope';
import type {Call} from './call';

/** `dotenv [FILE]`: exports what a .env file says. As with direnv, a missing or broken file is a warning and gives nothing. */
export function loadDotenv(call: Call, mustExist: boolean): void {
  const {scope, where, directory, words} = call;
  const [word] = words;
  const path = resolve(directory, word === undefined ? '.env' : argument(scope, directory, word, where) || '.env');
  const name = nameOf(scope.root, path);
  if (seek(scope, path)?.isDirectory() !== true) load(call, path);
  else if (seek(scope, join(path, '.env'))?.isFile() === true) {
    scope.warnings.push(`${where.file}:${where.line}: ${name} is a directory`);
    return;
  }
  if (mustExist && !scope.loaded.get(name)) fail(scope, where, `there is no ${name}`);
}

function load({scope, where}: Call, path: string): void {
  const {file, entries, odd} = readDotenv(scope, path, name => {
    if (scope.unknown.has(name)) throw needsShell(where, `$${name} after a command that changed it`);
    return lookUpExported(scope, name);
  });
  if (odd && scope.options.strict) throw needsShell(where, 'a command that fails where failures end the evaluation');
  for (const {name, value, line} of entries) {
    scope.exported.add(name);
    assign(scope, name, value, {file, line});
  }
}

/**
 * What a .env file gives, whether it has odd names, which bash fails to export, and notes that it was looked for; what direnv leaves out is a warning.
 * @param lookUp gives the variables of the environment
 */
export function readDotenv(
  scope: Scope,
  path: string,
  lookUp: (name: string) => string | undefined,
): {readonly file: string; readonly entries: readonly DotenvEntry[]; readonly odd: boolean} {
  const name = nameOf(scope.root, path);
  const file = readEnvFile(scope.root, path);
  scope.loaded.set(name, file);
  if (file === null) return {file: name, entries: [], odd: false};
  const {entries, badLine} = parseDotenv(textOf(file), key => (key === 'PWD' ? dirname(path) : lookUp(key)));
  if (badLine !== null)
    scope.warnings.push(`${name}:${badLine}: direnv's dotenv does not understand this line and takes nothing from the file`);
  const odd = entries.filter(entry => !isName(entry));
  for (const entry of odd) scope.warnings.push(`${name}:${entry.line}: ${entry.name} is not the name of a variable and is left out`);
  return {file: name, entries: entries.filter(isName), odd: odd.length > 0};
}

function isName({name}: DotenvEntry): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}
