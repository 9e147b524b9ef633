import {binary, devenvJson, run, type Options, type UpReport} from './devenv';
import {dumpOf} from './inspect';
import type {Site} from './site';

/** A failure as `--json` tells it, with what a person reads. */
export interface Failure {
  readonly exit: number;
  readonly code: string;
  readonly what: string;
  /** "FILE:LINE", null where it is nowhere. */
  readonly where: string | null;
  readonly next: readonly string[];
  /** What a person reads on stderr. */
  readonly text: string;
}

interface Told {
  readonly error: {
    readonly code: string;
    readonly what: string;
    readonly where: {readonly file: string; readonly line: number} | null;
    readonly next: readonly string[];
  };
}

/**
 * Runs devenv, for a person and for a program, and returns how it failed. Fails itself when it did not, when the two
 * differ, when nothing says what to do next, or when JavaScript shows through.
 */
export async function failureOf(cwd: string, args: readonly string[], options: Options = {}): Promise<Failure> {
  const [command = '', ...rest] = args;
  const person = await run(binary, args, cwd, options);
  const program = await run(binary, [command, '--json', ...rest], cwd, options);
  if (person.code === 0) throw new Error(`devenv ${args.join(' ')} did not fail\n${person.stdout}`);
  const {code, what, where, next} = parse(program.stdout).error;
  const place = where === null ? null : `${where.file}:${String(where.line)}`;
  const missing = [what.split('\n')[0] ?? '', place ?? '', ...next].filter(part => !person.stderr.includes(part));
  const stack = /^\s+at \S.*[:(]\d+:\d+\)?$|node:internal|DeprecationWarning/m.exec(person.stderr + program.stderr);
  if (person.code !== program.code || missing.length > 0 || stack !== null || next.length === 0) {
    throw new Error(
      `a poor failure: ${JSON.stringify({codes: [person.code, program.code], missing, stack, next})}\n${person.stderr}\n${program.stdout}`,
    );
  }
  return {exit: person.code, code, what, where: place, next, text: person.stderr};
}

/** The same from one run, where a run takes long; how a person is told is shown by quicker ones. */
export async function toldFailureOf(cwd: string, ...args: readonly string[]): Promise<Omit<Failure, 'text'>> {
  const [command = '', ...rest] = args;
  const result = await run(binary, [command, '--json', ...rest], cwd);
  const {code, what, where, next} = parse(result.stdout).error;
  return {exit: result.code, code, what, where: where === null ? null : `${where.file}:${String(where.line)}`, next};
}

/** Changes a file of the site for as long as the work takes. */
export async function whileBroken<T>(site: Site, file: string, change: (content: string) => string, work: () => Promise<T>): Promise<T> {
  const content = site.read(file);
  site.write(file, change(content));
  try {
    return await work();
  } finally {
    site.write(file, content);
  }
}

/** The next up mends what was broken, and the one after it finds nothing to do. Fails when something is left to do. */
export async function mustConverge(site: Site): Promise<void> {
  const {services} = await devenvJson<UpReport>(site.root, 'up');
  const {steps} = await devenvJson<UpReport>(site.root, 'up');
  const ill = services.filter(({health}) => health !== 'healthy');
  if (ill.length > 0 || steps.length > 0) throw new Error(`left over: ${JSON.stringify({ill, steps})}`);
}

/** What is in the database, without the counters that no transaction takes back. */
export async function rowsOf(site: Site): Promise<string> {
  const dump = await dumpOf(site);
  return dump
    .split('\n')
    .filter(line => !line.startsWith('SELECT pg_catalog.setval('))
    .join('\n');
}

function parse(stdout: string): Told {
  try {
    return JSON.parse(stdout) as Told;
  } catch {
    throw new Error(`no JSON on stdout: ${stdout}`);
  }
}
