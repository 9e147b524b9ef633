import type {Condition} from '../model/condition';
import type {Variable} from '../model/project';
import {isTrue} from './casts';

/** What a variable is set to; null where nothing sets it. */
export type ValueOf = (name: string) => string | null;

/** Whether the settings fail without a variable where others have these values: always, or in a branch that is taken then. */
export function isRequired({required, when = []}: Variable, variables: readonly Variable[], valueOf: ValueOf): boolean {
  return required || when.some(conditions => conditions.every(condition => isMet(condition, variables, valueOf)));
}

function isMet({name, texts, holds}: Condition, variables: readonly Variable[], valueOf: ValueOf): boolean {
  const variable = variables.find(one => one.name === name);
  const value = valueOf(name) ?? variable?.default ?? '';
  return (texts === null ? variable !== undefined && isTrue(variable, value) : texts.includes(value)) === holds;
}
