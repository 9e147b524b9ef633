import {argument, lookUp} from '../scope';
import type {Call} from './call';

/** `env_vars_required NAME …` warns, as direnv does, and lets the file go on. */
export function requireNames({scope, where, directory, words}: Call): void {
  for (const name of words.map(word => argument(scope, directory, word, where))) {
    if ((lookUp(scope, name) ?? '') === '') scope.warnings.push(`${where.file}:${where.line}: ${name} is required and has no value`);
  }
}
