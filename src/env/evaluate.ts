import {dirname, resolve} from 'node:path';
import type {Proof} from '../model/proof';
import type {Call} from './commands/call';
import {commands} from './commands/table';
import {broken, needsShell} from './failure';
import {nameOf, readEnvFile, textOf, type EnvFile} from './file';
import {ambientValue, argument, assign, assignedValue, emptyScope, type Ambient, type Scope} from './scope';
import {parseShell} from './shell/parse';
import type {Command, Word} from './shell/syntax';

/**
 * Evaluates a file without a shell, as bash would.
 * Throws an `env` error at the first line that it does not fully understand: never a partial guess.
 */
export function evaluate(root: string, file: EnvFile, ambient: Ambient): Scope {
  const scope = emptyScope(root, ambient);
  run(scope, file, dirname(resolve(root, file.file)), []);
  return scope;
}

function run(scope: Scope, file: EnvFile, directory: string, callers: readonly string[]): void {
  scope.loaded.set(file.file, file);
  scope.code.add(file.file);
  const text = textOf(file);
  if (text.includes('\r\n')) scope.warnings.push(`${file.file}: its lines end with CR LF; each value keeps the CR`);
  for (const command of parseShell(file.file, text)) runCommand(scope, file, directory, command, [...callers, file.file]);
}

function runCommand(scope: Scope, {file}: EnvFile, directory: string, command: Command, callers: readonly string[]): void {
  const where = {file, line: command.line};
  const [first, ...rest] = command.words;
  if (first === undefined) return;
  if (first.assigns !== null) return assignAll(scope, directory, command.words, where);
  const name = argument(scope, directory, first, where);
  // An empty line of a file with CR LF: bash does not find this command and goes on.
  if (name === '\r') return;
  const call: Call = {
    scope,
    where,
    directory,
    words: rest,
    source: (path, there) => {
      runSourced(scope, path, there ?? dirname(path), where, callers);
    },
  };
  const perform = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!perform) throw needsShell(where, /^[\w.-]{1,40}$/.test(name) ? `the command ${name}` : 'a command');
  perform(call);
}

/** NAME=value without export, one or more: bash exports what the caller had exported. */
function assignAll(scope: Scope, directory: string, words: readonly Word[], where: Proof): void {
  for (const {assigns, parts} of words) {
    if (assigns === null) throw needsShell(where, 'a variable for one command only (or a value with blanks that needs quotes)');
    const given = !scope.assigned.has(assigns) && ambientValue(scope, assigns) !== undefined;
    if (given || scope.options.allExport) scope.exported.add(assigns);
    assign(scope, assigns, assignedValue(scope, directory, assigns, parts, where), where);
  }
}

function runSourced(scope: Scope, path: string, directory: string, where: Proof, callers: readonly string[]): void {
  const file = readEnvFile(scope.root, path);
  if (file === null) {
    scope.loaded.set(nameOf(scope.root, path), null);
    return;
  }
  if (callers.includes(file.file)) throw broken(where, `${file.file} loads itself`);
  run(scope, file, directory, callers);
}
