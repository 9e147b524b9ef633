import {spawn} from 'node:child_process';
import type {Writable} from 'node:stream';
import {DevenvError} from '../model/errors';

/** How a program ended and what it said. */
export interface Outcome {
  /** 128 + n after signal n. */
  readonly code: number;
  readonly stdout: string;
  /** stdout and stderr in the order in which they came, the last 400 lines. */
  readonly lines: readonly string[];
  /** The last 400 lines of stderr: two pipes are read as they come, so a line of one may stand amid those of the other. */
  readonly errors: readonly string[];
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
}

/** Runs a program to its end, telling each line as it comes. It fails only when the program cannot be started. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const {input, outcome} = start(command, args, options);
  input.end(options.input ?? '');
  return outcome;
}

/** A program that runs: what it reads, and how it will have ended. */
export interface Running {
  readonly input: Writable;
  readonly outcome: Promise<Outcome>;
}

/** Starts a program that reads what its caller writes until the caller ends its input. */
export function start(command: string, args: readonly string[], options: Omit<RunOptions, 'input'> = {}): Running {
  const child = spawn(command, args, {cwd: options.cwd, env: options.env ?? process.env, stdio: ['pipe', 'pipe', 'pipe']});
  const outcome = new Promise<Outcome>((resolve, reject) => {
    const abort = () => void child.kill('SIGTERM');
    options.signal?.addEventListener('abort', abort, {once: true});
    let stdout = '';
    const [lines, errors]: [string[], string[]] = [[], []];
    const collect = (stream: 'stdout' | 'stderr') =>
      splitLines(line => {
        keep(lines, line);
        if (stream === 'stderr') keep(errors, line);
        options.onLine?.(line, stream);
      });
    const [out, err] = [collect('stdout'), collect('stderr')];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      out.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => err.push(chunk));
    child.on('error', error => reject(notThere(command, error)));
    // A program that does not read its input may end before it is written.
    child.stdin.on('error', () => undefined);
    child.on('close', (code, signal) => {
      options.signal?.removeEventListener('abort', abort);
      out.end();
      err.end();
      resolve({code: code ?? 128 + (signal === 'SIGINT' ? 2 : 15), stdout, lines, errors});
    });
  });
  return {input: child.stdin, outcome};
}

/** A machine without the docker command is the one that a new hire has. */
function notThere(command: string, error: Error & {readonly code?: string}): Error {
  if (command !== 'docker' || error.code !== 'ENOENT') return error;
  const next = ['install the Docker command with its compose and buildx plugins', 'devenv doctor tells more'];
  return new DevenvError('no-engine', 'There is no docker command on PATH', {next, cause: error});
}

/** Runs a program on the terminal of this process and returns its exit code. */
export function runAttached(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {stdio: 'inherit', env});
    // ^C belongs to the program: it gets it from the terminal itself.
    const ignore = () => undefined;
    process.on('SIGINT', ignore);
    child.on('error', error => reject(notThere(command, error)));
    child.on('close', (code, signal) => {
      process.removeListener('SIGINT', ignore);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** Adds a line to the last 400. */
export function keep(lines: string[], line: string): void {
  lines.push(line);
  if (lines.length > 400) lines.shift();
}

function splitLines(tell: (line: string) => void) {
  let rest = '';
  return {
    push(chunk: string) {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) tell(part.replace(/\r$/, ''));
    },
    end() {
      if (rest !== '') tell(rest);
      rest = '';
    },
  };
}
