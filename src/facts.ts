import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** What Django itself said after the last migration. */
export interface Facts {
  readonly vendor: string;
  readonly admin: string | null;
  /** Where the stores are that the settings finally name; absent in what an older devenv wrote. */
  readonly addresses?: readonly Address[];
}

/** A store as a setting names it, such as CACHES.default. */
export interface Address {
  readonly setting: string;
  readonly host: string;
  /** null: the store's usual one. */
  readonly port: number | null;
}

/** null where Django was not asked yet. */
export function readFacts(root: string): Facts | null {
  try {
    return JSON.parse(readFileSync(join(root, '.devenv', 'facts.json'), 'utf8')) as Facts;
  } catch {
    return null;
  }
}
