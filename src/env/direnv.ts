import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Ambient} from './scope';
import {configOf} from './tools';

/** What direnv's own database says about a file at an absolute path; null where it says nothing. */
export function askDirenv(path: string, content: Uint8Array, ambient: Ambient): 'allowed' | 'denied' | null {
  const {deny, allow} = direnvFiles(path, content, ambient);
  if (existsSync(deny)) return 'denied';
  return existsSync(allow) || isListed(path, ambient) ? 'allowed' : null;
}

/** Where direnv keeps what was decided about a file with that content, and a person's configuration of it. */
export function direnvFiles(path: string, content: Uint8Array, ambient: Ambient): Readonly<Record<'deny' | 'allow' | 'config', string>> {
  const database = join(ambient['XDG_DATA_HOME'] ?? join(ambient['HOME'] ?? homedir(), '.local/share'), 'direnv');
  const pathLine = `${path}\n`;
  return {
    deny: join(database, 'deny', sum(pathLine)),
    allow: join(database, 'allow', sum(pathLine, content)),
    config: join(configOf(ambient), 'direnv.toml'),
  };
}

/** Whether the `[whitelist]` of direnv.toml names the file, its directory or the beginning of its path. */
function isListed(path: string, ambient: Ambient): boolean {
  const text = readIfThere(join(configOf(ambient), 'direnv.toml'));
  const section = /^[ \t]*\[whitelist\][^\n]*\n((?:(?![ \t]*\[[A-Za-z])[^\n]*(?:\n|$))*)/m.exec(text)?.[1] ?? '';
  const home = (listed: string) => listed.replace(/^~(?=\/)/, ambient['HOME'] ?? homedir());
  const exact = listOf(section, 'exact').map(home);
  return (
    listOf(section, 'prefix').some(prefix => path.startsWith(home(prefix))) ||
    exact.some(one => path === one || path === join(one, '.envrc'))
  );
}

/** A list of texts in TOML. */
function listOf(section: string, key: string): readonly string[] {
  const [, list = ''] = new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*\\[([^\\]]*)\\]`, 'm').exec(section) ?? [];
  return [...list.matchAll(/"([^"\\]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? '').filter(text => text !== '');
}

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function sum(...parts: readonly (string | Uint8Array)[]): string {
  return parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
}
