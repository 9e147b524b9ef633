import {statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {needsShell} from '../failure';
import {nameOf, readEnvFile, textOf, type EnvFile} from '../file';
import {parseDotenv} from '../dotenv';
import {argument, assign, lookUpExported} from '../scope';
import type {Call} from './call';

/** `dotenv [FILE]`: exports what a .env file says. As with direnv, a missing or broken file is a warning and gives nothing. */
export function loadDotenv(call: Call, mustExist: boolean): void {
  const {scope, where} = call;
  const path = pathOf(call);
  const file = readEnvFile(scope.root, path);
  scope.loaded.set(nameOf(scope.root, path), file);
  if (file !== null) load(call, file, path);
  else if (mustExist) scope.warnings.push(`${where.file}:${where.line}: there is no ${nameOf(scope.root, path)}`);
}

/** The first argument, or .env; in a directory its .env. */
function pathOf({scope, where, directory, words: [word]}: Call): string {
  const path = resolve(directory, word === undefined ? '.env' : argument(scope, directory, word, where));
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ? join(path, '.env') : path;
}

function load({scope, where}: Call, file: EnvFile, path: string): void {
  const {entries, badLine} = parseDotenv(textOf(file), name => {
    if (scope.unknown.has(name)) throw needsShell(where, `$${name} after a command that changed it`);
    return name === 'PWD' ? dirname(path) : lookUpExported(scope, name);
  });
  if (badLine !== null) {
    scope.warnings.push(`${file.file}:${badLine}: direnv's dotenv does not understand this line and takes nothing from the file`);
    return;
  }
  for (const {name, value, line} of entries) {
    if (/^[A-Za-z_]\w*$/.test(name)) {
      scope.exported.add(name);
      assign(scope, name, value, {file: file.file, line});
    } else scope.warnings.push(`${file.file}:${line}: ${name} is not the name of a variable and is left out`);
  }
}
