import type {Verdict} from './judge';
import type {Value} from './value';
import {variablesIn} from './variables-in';

/** A branch that is taken when a variable is given is the likelier one where it uses that variable: we give it. */
export function prefersThen({likely, present, absent}: Verdict, then: Value | undefined, otherwise: Value | undefined): boolean {
  if (then && uses(then, present)) return true;
  if (otherwise && uses(otherwise, absent)) return false;
  return likely === true;
}

function uses(value: Value, names: ReadonlySet<string>): boolean {
  return names.size > 0 && variablesIn(value).some(read => names.has(read.name));
}
