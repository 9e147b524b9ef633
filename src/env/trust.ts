import {realpathSync} from 'node:fs';
import {join} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Env} from '../model/env';
import type {EnvrcSettings} from '../model/settings';
import {baseOf} from './base';
import {evaluateInBash} from './bash/evaluate';
import {closureOf} from './closure';
import {decisionFile, readDecision, writeDecision} from './decision';
import {askDirenv, direnvFiles} from './direnv';
import {evaluate} from './evaluate';
import {broken, NeedsShell} from './failure';
import {readEnvFile, type EnvFile} from './file';
import {forget} from './kept';
import {isShared, outlineOf} from './outline';
import type {Ambient, Scope} from './scope';
import {sumOf} from './sum';
import {usualEvaluation} from './usual';

/**
 * Allows a file, as it and what it sources are now. Where only bash can tell what it sources, it is evaluated for that,
 * unless another than bash is to evaluate it.
 * @param file relative to the root
 * Throws an `env` error when the file is not there or cannot be read.
 */
export async function allow(
  root: string,
  file: string,
  ambient: Ambient = process.env,
  how: EnvrcSettings = usualEvaluation,
): Promise<void> {
  const base = baseOf(ambient);
  const main = readEnvFile(root, join(root, file));
  if (main === null) throw broken({file, line: 1}, 'there is no such file');
  forget(root);
  record(root, main, await codeOf(root, main, base, how), base);
}

/** Denies a file, whatever it says, until it is allowed again. */
export async function deny(root: string, file: string, ambient: Ambient = process.env): Promise<void> {
  writeDecision(root, file, {decision: 'denied', files: {}, lines: {}}, baseOf(ambient));
}

/** Whether a file may be used. Two say so: devenv's record, and direnv's database, whose denial always wins. */
export function trustOf(root: string, main: EnvFile, ambient: Ambient): Env['trust'] {
  const decided = readDecision(root, main.file, ambient);
  const said = askDirenv(join(realpathSync(root), main.file), main.bytes, ambient);
  if (said === 'denied' || decided?.decision === 'denied') return 'denied';
  if (said === 'allowed' || decided?.files[main.file] === sumOf(main)) return 'allowed';
  return decided === null ? 'unknown' : 'changed';
}

/** Whether files that the main one sources may be used; direnv's permission does not reach so far. */
export function coversSourced(root: string, main: EnvFile, sourced: readonly EnvFile[], ambient: Ambient): Env['trust'] {
  const decided = readDecision(root, main.file, ambient);
  if (sourced.every(file => decided?.files[file.file] === sumOf(file))) return 'allowed';
  return decided === null ? 'unknown' : 'changed';
}

/** Every place that trustOf looks at, the file itself apart; absolute. */
export function trustFiles(root: string, file: string, ambient: Ambient = process.env): readonly string[] {
  const main = readEnvFile(root, join(root, file));
  const said = main === null ? [] : Object.values(direnvFiles(join(realpathSync(root), file), main.bytes, ambient));
  return [decisionFile(root, file, ambient), ...said];
}

/** The files that an evaluation ran, without the main one. */
export function sourcedIn({code, loaded}: Scope, main: EnvFile): readonly EnvFile[] {
  return [...code].filter(name => name !== main.file).flatMap(name => loaded.get(name) ?? []);
}

function record(root: string, main: EnvFile, code: readonly EnvFile[], ambient: Ambient): void {
  const files = Object.fromEntries(code.map(one => [one.file, sumOf(one)]));
  const lines = Object.fromEntries(code.map(one => [one.file, outlineOf(one, isShared(root, one.file))]));
  writeDecision(root, main.file, {decision: 'allowed', files, lines}, ambient);
}

/** The file and what it sources. */
async function codeOf(root: string, main: EnvFile, ambient: Ambient, how: EnvrcSettings): Promise<readonly EnvFile[]> {
  try {
    return [main, ...sourcedIn(evaluate(root, main, ambient), main)];
  } catch (error) {
    if (error instanceof NeedsShell) return codeForBash(root, main, ambient, how);
    if (error instanceof DevenvError) return [main];
    throw error;
  }
}

async function codeForBash(root: string, main: EnvFile, ambient: Ambient, how: EnvrcSettings): Promise<readonly EnvFile[]> {
  const {files, open} = closureOf(root, main);
  if (!open || how.evaluator !== 'auto') return files;
  try {
    const {scope} = await evaluateInBash(root, main, ambient, () => undefined, how);
    return [...new Map([...files, main, ...sourcedIn(scope, main)].map(file => [file.file, file])).values()];
  } catch (error) {
    // Its failure is told when its variables are asked for.
    if (error instanceof DevenvError) return files;
    throw error;
  }
}
