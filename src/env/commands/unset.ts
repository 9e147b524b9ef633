import {needsShell} from '../failure';
import {argument, assign} from '../scope';
import type {Call} from './call';

/** `unset NAME …`: nobody gets these, whatever others say about them. */
export function unsetNames({scope, where, directory, words}: Call): void {
  for (const name of words.map(word => argument(scope, directory, word, where))) {
    if (name.startsWith('-')) throw needsShell(where, 'an option of unset');
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw needsShell(where, 'unset of what is not a name');
    assign(scope, name, null, where);
    scope.exported.delete(name);
  }
}
