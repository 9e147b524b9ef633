import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Ambient} from './scope';

/** What direnv's own database says about a file at an absolute path; null where it says nothing. */
export function askDirenv(path: string, content: Uint8Array, ambient: Ambient): 'allowed' | 'denied' | null {
  const database = join(ambient['XDG_DATA_HOME'] ?? join(ambient['HOME'] ?? homedir(), '.local/share'), 'direnv');
  const pathLine = `${path}\n`;
  if (existsSync(join(database, 'deny', sum(pathLine)))) return 'denied';
  return existsSync(join(database, 'allow', sum(pathLine, content))) ? 'allowed' : null;
}

function sum(...parts: readonly (string | Uint8Array)[]): string {
  return parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
}
