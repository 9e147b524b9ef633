import {execFile, type ExecFileException} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {evaluateInBash} from '../../src/env/bash/evaluate';
import {evaluate} from '../../src/env/evaluate';
import {NeedsShell} from '../../src/env/failure';
import {readEnvFile} from '../../src/env/file';
import {isHostOnly} from '../../src/env/host';
import type {Scope} from '../../src/env/scope';
import {DevenvError} from '../../src/model/errors';
import {directoryWith} from './directory';
import {files as generated, type Files} from './generated';

/** DEVENV_FILES=10000 asks for more, DEVENV_SEED for others, DEVENV_DIRENV for another direnv than Debian's. */
const count = Number(process.env['DEVENV_FILES'] ?? 2000);
const seed = Number(process.env['DEVENV_SEED'] ?? 5);
const direnv = process.env['DEVENV_DIRENV'] ?? 'direnv';
/** Evaluations at a time. */
const workers = 4;

type Variables = Readonly<Record<string, string>>;
type Result = {readonly variables: Variables; readonly by: 'no shell' | 'bash' | 'direnv'} | {readonly refused: string};

const path = '/usr/local/bin:/usr/bin:/bin';
const given = {GIVEN: 'from outside', EMPTY: '', DEBUG: '0', LANG: 'C.UTF-8', TERM: 'dumb'};

test(`${String(count)} generated files give the variables that direnv gives`, async () => {
  const home = directoryWith({});
  const sets = fc.sample(generated, {numRuns: count, seed});
  const seen = {same: 0, refusedByBoth: 0, refusedByUs: 0, withoutShell: 0};
  const differences: string[] = [];
  const next = sets.entries();
  await Promise.all(
    Array.from({length: workers}, async () => {
      for (const [index, files] of next) {
        const [root, env] = prepare(home, index, files);
        const [theirs, ours] = await Promise.all([byDirenv(root, env), byDevenv(root, env)]);
        const difference = compare(theirs, ours, seen);
        if (difference !== null) differences.push(`file ${String(index)}: ${difference}\n${JSON.stringify(files, null, 2)}\n`);
        rmSync(dirname(root), {recursive: true});
      }
    }),
  );
  expect(differences.slice(0, 8).join('\n')).toBe('');
  expect(seen.same).toBeGreaterThan(count * 0.6);
  expect(seen.withoutShell).toBeGreaterThan(count * 0.1);
}, 1_800_000);

/** Writes a project below a parent, allowed in direnv's database. */
function prepare(home: string, index: number, files: Files): readonly [string, Variables] {
  const root = join(home, String(index), 'project');
  for (const [file, content] of Object.entries({...files, '../parent.txt': ''})) {
    mkdirSync(dirname(join(root, file)), {recursive: true});
    writeFileSync(join(root, file), content);
  }
  const sum = createHash('sha256')
    .update(`${join(root, '.envrc')}\n${files['.envrc'] ?? ''}`)
    .digest('hex');
  const allowed = join(home, String(index), 'data/direnv/allow', sum);
  mkdirSync(dirname(allowed), {recursive: true});
  writeFileSync(allowed, join(root, '.envrc'));
  return [root, {...given, PATH: path, HOME: join(home, String(index)), XDG_DATA_HOME: join(home, String(index), 'data')}];
}

async function byDirenv(root: string, env: Variables): Promise<Result> {
  const {error, stdout} = await new Promise<{readonly error: ExecFileException | null; readonly stdout: string}>(resolve => {
    const child = execFile(direnv, ['exec', root, 'env', '-0'], {env, cwd: root, maxBuffer: 1 << 24, timeout: 30_000}, (error, stdout) =>
      resolve({error, stdout}),
    );
    child.stdin?.end();
  });
  if (error !== null && typeof error.code !== 'number')
    throw new Error(`direnv ended in ${root} without an exit code`, {cause: error.code});
  if (error !== null) return {refused: 'direnv'};
  const pairs = stdout.split('\0').filter(line => line !== '');
  return {variables: kept(pairs.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])), by: 'direnv'};
}

async function byDevenv(root: string, env: Variables): Promise<Result> {
  const main = readEnvFile(root, join(root, '.envrc'));
  if (main === null) throw new Error('no file');
  try {
    return {variables: environmentOf(evaluate(root, main, env), env), by: 'no shell'};
  } catch (error) {
    if (!(error instanceof NeedsShell) && error instanceof DevenvError) return {refused: error.message};
    if (!(error instanceof DevenvError)) throw error;
  }
  try {
    const {scope} = await evaluateInBash(root, main, env, () => undefined);
    return {variables: environmentOf(scope, env), by: 'bash'};
  } catch (error) {
    if (error instanceof DevenvError) return {refused: error.message};
    throw error;
  }
}

function environmentOf({assigned, exported}: Scope, env: Variables): Variables {
  const own = [...assigned].flatMap(([name, {value}]) => (value !== null && exported.has(name) ? [[name, value] as const] : []));
  return kept([...Object.entries(env).filter(([name]) => !assigned.has(name)), ...own]);
}

/** Variables of direnv's own functions, which it lets out while `set -a` is on: docs/envrc.md. */
const ofDirenv = new Set(['pattern', 'result', 'ret', 'var']);

/** What a container could get: neither the shell's own nor what stays on the machine. */
function kept(pairs: readonly (readonly [string, string])[]): Variables {
  return Object.fromEntries(pairs.filter(([name]) => !isHostOnly(name) && !ofDirenv.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The refusals of ours that docs/envrc.md tells of: direnv goes on with what it has. */
const documented = /never closed|in the middle of a command|does not understand this line|gives no variables back|is not UTF-8/;

function compare(
  theirs: Result,
  ours: Result,
  seen: {same: number; refusedByBoth: number; refusedByUs: number; withoutShell: number},
): string | null {
  if ('refused' in ours) {
    if ('refused' in theirs) seen.refusedByBoth += 1;
    else if (documented.test(ours.refused)) seen.refusedByUs += 1;
    else return `devenv refuses: ${ours.refused}; direnv gives ${JSON.stringify(theirs.variables)}`;
    return null;
  }
  if ('refused' in theirs) return `direnv refuses; devenv (${ours.by}) gives ${JSON.stringify(ours.variables)}`;
  const [a, b] = [JSON.stringify(theirs.variables), JSON.stringify(ours.variables)];
  if (a !== b) return `direnv ${a}\n  devenv (${ours.by}) ${b}`;
  seen.same += 1;
  if (ours.by === 'no shell') seen.withoutShell += 1;
  return null;
}
