import {spawn} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

/** The real program. */
export const binary = resolve(__dirname, '../../../bin/devenv');

/** Trust and test records of the tests, apart from the developer's own. */
export const stateHome = mkdtempSync(join(tmpdir(), 'devenv-state-'));

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Kills the program once, with this signal, as soon as a line of its stderr fits. */
  readonly kill?: Kill;
}

export interface Kill {
  readonly signal: NodeJS.Signals;
  readonly at: (line: string, lines: readonly string[]) => boolean;
  /** Its children too, as a terminal does at ^C. */
  readonly group?: boolean;
}

/** Runs a program to its end, without a terminal. */
export function run(command: string, args: readonly string[], cwd: string, options: Options = {}): Promise<Result> {
  return new Promise((done, fail) => {
    const env = {...process.env, CI: '', XDG_STATE_HOME: stateHome, ...options.env};
    const {kill} = options;
    const child = spawn(command, args, {cwd, env, stdio: ['pipe', 'pipe', 'pipe'], detached: kill?.group === true});
    let [stdout, stderr, killed] = ['', '', false];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
      const lines = stderr.split('\n').slice(0, -1);
      if (kill === undefined || killed || child.pid === undefined || !lines.some(line => kill.at(line, lines))) return;
      // Once: a second signal ends the program on the spot.
      killed = process.kill(kill.group === true ? -child.pid : child.pid, kill.signal);
    });
    child.on('error', fail);
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.on('close', (code, signal) => done({code: code ?? (signal === 'SIGKILL' ? 137 : 143), stdout, stderr}));
  });
}

/** Runs devenv in a directory. */
export function devenv(cwd: string, ...args: readonly string[]): Promise<Result> {
  return run(binary, args, cwd);
}

/** Runs devenv and returns the object that `--json` prints; fails with its output on another exit code than 0. */
export async function devenvJson<T>(cwd: string, ...args: readonly string[]): Promise<T> {
  const [command = '', ...rest] = args;
  const result = await devenv(cwd, command, '--json', ...rest);
  if (result.code !== 0) throw new Error(`devenv ${args.join(' ')} ended with ${String(result.code)}\n${result.stdout}\n${result.stderr}`);
  return JSON.parse(result.stdout) as T;
}

/** Runs devenv until a line of its progress fits, and kills it there. */
export function devenvKilled(cwd: string, kill: Kill, ...args: readonly string[]): Promise<Result> {
  return run(binary, args, cwd, {kill});
}

/** What `up --json` tells. */
export interface UpReport {
  readonly project: string;
  readonly mode: string;
  readonly urls: {readonly site: string; readonly admin: string | null};
  readonly services: readonly {readonly name: string; readonly state: string; readonly health: string; readonly image: string}[];
  readonly steps: readonly {readonly do: string; readonly what: string; readonly because: string}[];
}
