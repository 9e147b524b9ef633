import {needsShell} from '../failure';
import {argument, assign, assignedValue} from '../scope';
import type {Word} from '../shell/syntax';
import type {Call} from './call';

/** `export NAME=value NAME …`: every value is expanded before the first name is set. */
export function exportNames(call: Call): void {
  const {scope, where} = call;
  for (const {name, value} of call.words.map(word => exported(call, word))) {
    scope.exported.add(name);
    if (value !== null) assign(scope, name, value, where);
  }
}

function exported({scope, directory, where}: Call, word: Word): {readonly name: string; readonly value: string | null} {
  if (word.assigns !== null) return {name: word.assigns, value: assignedValue(scope, directory, word.assigns, word.parts, where)};
  const text = argument(scope, directory, word, where);
  if (text.startsWith('-')) throw needsShell(where, 'an option of export');
  const [, name, , value] = /^([A-Za-z_][A-Za-z0-9_]*)(=([^]*))?$/.exec(text) ?? [];
  if (name === undefined) throw needsShell(where, 'export of what is not a name: letters, digits and _, no blanks around =');
  return {name, value: value ?? null};
}
