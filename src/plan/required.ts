import type {Condition} from '../model/condition';
import type {Variable} from '../model/project';
import {isTrue} from './casts';

/** What a variable is set to; null where nothing sets it. */
export type ValueOf = (name: string) => string | null;

/**
 * Whether the settings fail without a variable where others have these values: always, or in a branch that is taken then.
 * @param inDoubt whether a branch counts as taken that hangs on a default which the code works out, and a database as required of which only a library knows
 */
export function isRequired(
  {name, required, when = [], opaque, feeds}: Variable,
  variables: readonly Variable[],
  valueOf: ValueOf,
  inDoubt = false,
): boolean {
  // What asks whether the variable itself is there goes on without it, whatever another place has for its default.
  const asksForIt = (one: Condition): boolean => one.name === name && one.texts === null && one.holds && valueOf(name) === null;
  const hangsOnDefault = (one: Condition): boolean =>
    valueOf(one.name) === null && variables.some(variable => variable.name === one.name && variable.computed === true);
  const isTaken = (one: Condition): boolean => !asksForIt(one) && ((inDoubt && hangsOnDefault(one)) || isMet(one, variables, valueOf));
  // Nobody connects while an image is built, so that a database does no harm there.
  const mayFail = inDoubt && opaque === true && feeds?.startsWith('DATABASES') === true;
  return required || mayFail || when.some(conditions => conditions.every(isTaken));
}

function isMet({name, texts, holds}: Condition, variables: readonly Variable[], valueOf: ValueOf): boolean {
  const variable = variables.find(one => one.name === name);
  if (texts !== null) return texts.includes(valueOf(name) ?? variable?.default ?? '') === holds;
  return (variable !== undefined && isTrue(variable, valueOf(name) ?? truthOf(variable.default))) === holds;
}

/** A default that is Python's own False is no text. */
function truthOf(text: string | null): string {
  return text === 'False' ? '' : (text ?? '');
}
