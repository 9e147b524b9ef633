import {createHash} from 'node:crypto';
import {realpathSync} from 'node:fs';
import {join} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Env} from '../model/env';
import {askDirenv} from './direnv';
import {evaluate} from './evaluate';
import {broken} from './failure';
import {readEnvFile, type EnvFile} from './file';
import {readDecision, writeDecision} from './decision';
import type {Ambient} from './scope';

/**
 * Allows a file, as it and what it sources are now.
 * @param file relative to the root
 * Throws an `env` error when the file is not there or cannot be read.
 */
export async function allow(root: string, file: string, ambient: Ambient = process.env): Promise<void> {
  const main = readEnvFile(root, join(root, file));
  if (main === null) throw broken({file, line: 1}, 'there is no such file');
  const files = Object.fromEntries(codeOf(root, main, ambient).map(one => [one.file, sumOf(one)]));
  writeDecision(root, file, {decision: 'allowed', files}, ambient);
}

/** Denies a file, whatever it says, until it is allowed again. */
export async function deny(root: string, file: string, ambient: Ambient = process.env): Promise<void> {
  writeDecision(root, file, {decision: 'denied', files: {}}, ambient);
}

/** Whether a file may be used. Two say so: devenv's record, and direnv's database, whose denial always wins. */
export function trustOf(root: string, main: EnvFile, ambient: Ambient): Env['trust'] {
  const decided = readDecision(root, main.file, ambient);
  const said = askDirenv(join(realpathSync(root), main.file), main.bytes, ambient);
  if (said === 'denied' || decided?.decision === 'denied') return 'denied';
  if (said === 'allowed' || decided?.files[main.file] === sumOf(main)) return 'allowed';
  return decided === null ? 'unknown' : 'changed';
}

/** Whether a file that the main one sources may be used; direnv's permission does not reach so far. */
export function coversSourced(root: string, main: EnvFile, sourced: readonly EnvFile[], ambient: Ambient): Env['trust'] {
  const decided = readDecision(root, main.file, ambient);
  if (sourced.every(file => decided?.files[file.file] === sumOf(file))) return 'allowed';
  return decided === null ? 'unknown' : 'changed';
}

export function sumOf({bytes}: EnvFile): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The file and what it sources; the file alone where only a shell could tell. */
function codeOf(root: string, main: EnvFile, ambient: Ambient): readonly EnvFile[] {
  try {
    const {code, loaded} = evaluate(root, main, ambient);
    return [...code].flatMap(name => loaded.get(name) ?? []);
  } catch (error) {
    if (error instanceof DevenvError) return [main];
    throw error;
  }
}
