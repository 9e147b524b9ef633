import {needsShell} from '../failure';
import {argument} from '../scope';
import type {Call} from './call';

/** `set -a`, `set +a`, and the options that make bash stop at a failure. Anything else is for a shell. */
export function setOptions({scope, where, directory, words}: Call): void {
  for (const [index, word] of words.entries()) {
    const text = argument(scope, directory, word, where);
    if (text === '-a' || text === '+a') scope.options.allExport = text === '-a';
    else if (/^-[eu]*o?$/.test(text) && text !== '-') scope.options.strict = true;
    else if (text !== 'pipefail' || index === 0) throw needsShell(where, 'this option of set');
  }
  if (words.length === 0) throw needsShell(where, 'set without an option');
}

/** `strict_env`: from here on a failure, or a variable without a value, ends the evaluation. */
export function beStrict({scope, where, words}: Call): void {
  if (words.length > 0) throw needsShell(where, 'strict_env with a command');
  scope.options.strict = true;
}
