import {DevenvError} from '../model/errors';
import type {Proof} from '../model/proof';

/** A file of variables that cannot be used, with the place. The text never holds a value. */
export function broken(where: Proof, what: string, next: readonly string[] = []): DevenvError {
  return new DevenvError('env', `${where.file}:${where.line}: ${what}`, {where, next});
}

/** A line that is right for bash, but only bash can tell what it means. */
export function needsShell(where: Proof, construct: string): DevenvError {
  return broken(where, `this line needs a shell, which devenv does not run yet: ${construct}`, [
    'Write it as export NAME=value, with the value in single quotes if it holds special characters.',
  ]);
}
