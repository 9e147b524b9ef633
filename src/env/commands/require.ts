import {needsShell} from '../failure';
import {argument, lookUp} from '../scope';
import type {Call} from './call';

/** `env_vars_required NAME …` lets the file go on, as in direnv; who uses the variables decides whether they are there. */
export function requireNames({scope, where, directory, words}: Call): void {
  for (const name of words.map(word => argument(scope, directory, word, where))) {
    if ((lookUp(scope, name) ?? '') !== '') continue;
    if (scope.options.strict) throw needsShell(where, 'a command that fails where failures end the evaluation');
    scope.required.push({name, where});
  }
}
