import {dirname, join, resolve} from 'node:path';
import {needsShell} from '../failure';
import {nameOf} from '../file';
import {ambientValue, argument, fail, seek} from '../scope';
import type {Call} from './call';

/** `source_env FILE`: the file's lines as if they stood here, run in its own directory; of a directory its .envrc. */
export function sourceEnv(call: Call, mustExist: boolean): void {
  const path = onlyPath(call);
  const found = seek(call.scope, path);
  if (found?.isDirectory() && mustExist) call.source(join(path, '.envrc'), null);
  else if (found?.isFile() === true || !mustExist) call.source(path, null);
  else fail(call.scope, call.where, `there is no ${nameOf(call.scope.root, path)}`);
}

/** `source_up [FILE]`: the nearest file of that name, or .envrc, above the directory of the file. */
export function sourceUp(call: Call, mustExist: boolean): void {
  const {scope, where, directory, words} = call;
  const name = words.length === 0 ? '.envrc' : onlyArgument(call);
  for (let above = dirname(directory); ; above = dirname(above)) {
    const path = join(above, name);
    if (seek(scope, path)) {
      call.source(path, null);
      return;
    }
    if (above === dirname(above)) break;
  }
  if (mustExist) fail(scope, where, `there is no ${name} above ${nameOf(scope.root, directory) || 'the project'}`);
}

/** `source FILE` and `. FILE`: the file's lines, run in the directory of this one. */
export function sourceHere(call: Call): void {
  const {scope, where, directory} = call;
  const name = onlyArgument(call);
  const path = resolve(directory, name);
  if (!name.includes('/') && isOnPath(call, name)) throw needsShell(where, `${name}, which PATH finds elsewhere`);
  if (seek(scope, path)?.isFile()) call.source(path, directory);
  else fail(scope, where, `there is no ${nameOf(scope.root, path)}`);
}

/** bash looks for a name without a slash in PATH before it looks here. */
function isOnPath({scope}: Call, name: string): boolean {
  if (scope.unknown.has('PATH') || scope.assigned.has('PATH')) return true;
  const directories = (ambientValue(scope, 'PATH') ?? '').split(':').filter(directory => directory !== '');
  return directories.some(directory => seek(scope, join(directory, name))?.isFile());
}

function onlyPath(call: Call): string {
  return resolve(call.directory, onlyArgument(call));
}

function onlyArgument({scope, where, directory, words}: Call): string {
  const [word, ...rest] = words;
  if (word === undefined || rest.length > 0) throw needsShell(where, 'sourcing anything but one file');
  const text = argument(scope, directory, word, where);
  if (text === '' || text.startsWith('-')) throw needsShell(where, 'sourcing anything but one file');
  return text;
}
