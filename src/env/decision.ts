import {createHash, randomUUID} from 'node:crypto';
import {mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {dirname, join} from 'node:path';
import type {Ambient} from './scope';

/** What a person decided about a file. */
export interface Decision {
  readonly decision: 'allowed' | 'denied';
  /** sha256 of the file and of every file that it sources, by name. */
  readonly files: Readonly<{[file: string]: string}>;
  /** Their lines as they were allowed, with what may be secret masked, to show a change by. */
  readonly lines: Readonly<{[file: string]: readonly string[]}>;
}

/** The decision about a file, null where there is none: a record that cannot be understood decides nothing. */
export function readDecision(root: string, file: string, ambient: Ambient): Decision | null {
  try {
    const {decision, files, lines} =
      (JSON.parse(readFileSync(decisionFile(root, file, ambient), 'utf8')) as Partial<Decision> | null) ?? {};
    if (decision !== 'allowed' && decision !== 'denied') return null;
    return {decision, files: {...files}, lines: {...lines}};
  } catch (error) {
    if (error instanceof SyntaxError || isAbsent(error)) return null;
    throw error;
  }
}

/** sha256 of the record of a decision; "" where there is none. */
export function decisionSum(root: string, file: string, ambient: Ambient): string {
  try {
    return createHash('sha256')
      .update(readFileSync(decisionFile(root, file, ambient)))
      .digest('hex');
  } catch (error) {
    if (isAbsent(error)) return '';
    throw error;
  }
}

/** A home may be no directory, as that of nobody is /dev/null in some systems. */
function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Written beside and renamed: a reader never sees half a decision. */
export function writeDecision(root: string, file: string, decision: Decision, ambient: Ambient): void {
  const path = decisionFile(root, file, ambient);
  mkdirSync(dirname(path), {recursive: true, mode: 0o700});
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify({root, file, ...decision}, null, 2)}\n`, {mode: 0o600});
  renameSync(beside, path);
}

/** Where the decision about a file is recorded. */
export function decisionFile(root: string, file: string, ambient: Ambient): string {
  const name = createHash('sha256')
    .update(`${realpathSync(root)}\0${file}`)
    .digest('hex');
  return join(stateOf(ambient), 'allow', `${name}.json`);
}

/** Where devenv keeps what is a person's, outside of every project. */
function stateOf(ambient: Ambient): string {
  return join(ambient['XDG_STATE_HOME'] ?? join(ambient['HOME'] ?? homedir(), '.local/state'), 'devenv');
}

/** A text that no project can know, made when it is first asked for: what it goes into was made by this person's devenv. */
export function secretOf(ambient: Ambient): string {
  const path = join(stateOf(ambient), 'secret');
  try {
    mkdirSync(dirname(path), {recursive: true, mode: 0o700});
    writeFileSync(path, randomUUID(), {flag: 'wx', mode: 0o600});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8');
}
