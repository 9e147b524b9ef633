import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** What Django itself said after the last migration. */
export interface Facts {
  readonly vendor: string;
  readonly admin: string | null;
}

/** null where Django was not asked yet. */
export function readFacts(root: string): Facts | null {
  try {
    return JSON.parse(readFileSync(join(root, '.devenv', 'facts.json'), 'utf8')) as Facts;
  } catch {
    return null;
  }
}
