import {DevenvError} from '../model/errors';
import type {Proof} from '../model/proof';

/** A file of variables that cannot be used, with the place. The text never holds a value. */
export function broken(
  where: Proof,
  what: string,
  next: readonly string[] = ['correct the file: devenv uses all of it or nothing'],
): DevenvError {
  return new DevenvError('env', `${where.file}:${where.line}: ${what}`, {where, next});
}

/** A line that is right for bash, but only bash can tell what it means. */
export class NeedsShell extends DevenvError {}

/** Ends the evaluation without a shell at a line; where no shell may run, the failure that a person sees. */
export function needsShell(where: Proof, construct: string): NeedsShell {
  return new NeedsShell('env', `${where.file}:${where.line}: this line needs a shell: ${construct}`, {
    where,
    next: ['Write it as export NAME=value, with the value in single quotes if it holds special characters.'],
  });
}
