import {spawn, type ChildProcess} from 'node:child_process';
import type {Duplex, Readable} from 'node:stream';
import {listen, tooLong} from './messages';

/** What an evaluation may take. */
export interface Limits {
  readonly seconds: number;
  /** What the file may print, in bytes. */
  readonly output: number;
}

export interface Job {
  /** A program and its words; it talks on the descriptors 3 and 4 as evaluate.bash does. */
  readonly command: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: Limits;
  /** What separates the files in the trace and in the output. */
  readonly token: string;
  /** The commands that answer a message; null: it has no answer. What it throws ends the evaluation. */
  readonly answer: (kind: string, records: readonly Buffer[]) => string | null;
}

export interface Ran {
  readonly ended: 'by itself' | 'time' | 'output';
  /** The exit code of the file; null where a signal ended it. */
  readonly status: number | null;
  /** What it printed, and its trace. */
  readonly output: string;
  readonly trace: string;
}

/** More trace than any file needs; the rest is thrown away. */
const traceLimit = 16 * 1024 * 1024;

/** The longest message: all variables of the environment together. */
const messageLimit = 4 * 1024 * 1024;

/** How long the streams of an ended bash may still be read, in ms: a program that it left running keeps them open. */
const grace = 300;

/** What was heard of a running bash so far; the only thing here that changes. */
interface Heard {
  output: string;
  trace: string;
  /** Whether the environment came. */
  told: boolean;
  ended: Ran['ended'];
  failure: Error | null;
}

/** What a person would wait for, and more than a file prints for one. */
export const usualLimits: Limits = {seconds: 60, output: 1024 * 1024};

/** Runs bash in a session of its own, without input, and ends it with all that it started when it takes too much. */
export async function runBash(job: Job): Promise<Ran> {
  const [program = '', ...words] = job.command;
  const child = spawn(program, words, {
    cwd: job.directory,
    env: job.environment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const heard: Heard = {output: '', trace: '', told: false, ended: 'by itself', failure: null};
  const streams = hear(child, job, heard);
  const release = forwardSignals(child);
  const timer = setTimeout(() => {
    heard.ended = 'time';
    kill(child);
  }, job.limits.seconds * 1000);
  const marked = () => heard.told && [heard.output, heard.trace].every(text => text.includes(`${job.token}\x1fend\x1f`));
  const status = await endOf(child, streams, marked).finally(() => {
    clearTimeout(timer);
    release();
  });
  if (heard.failure !== null) throw heard.failure;
  return {ended: heard.ended, status, output: heard.output, trace: heard.trace};
}

/** Listens to all that bash tells, and ends it when that is too much or an answer fails. */
function hear(child: ChildProcess, job: Job, heard: Heard): readonly (Readable | Duplex)[] {
  const [output, channel, trace] = [child.stdio[2], child.stdio[3], child.stdio[4]] as [Readable, Duplex, Readable];
  const refuse = () => {
    heard.ended = 'output';
    kill(child);
  };
  collect(output, text => {
    heard.output += text;
    if (heard.output.length > job.limits.output) refuse();
  });
  collect(trace, text => {
    if (heard.trace.length < traceLimit) heard.trace += text;
  });
  listen(channel, messageLimit, (kind, records) => {
    heard.told ||= kind === 'end';
    if (kind === tooLong) refuse();
    if (heard.failure !== null || heard.ended !== 'by itself') return null;
    try {
      return job.answer(kind, records);
    } catch (error) {
      heard.failure = error as Error;
      kill(child);
      return null;
    }
  });
  return [output, channel, trace];
}

/** Resolves with the exit code once bash ended and what it wrote was read. */
function endOf(child: ChildProcess, streams: readonly (Readable | Duplex)[], marked: () => boolean): Promise<number | null> {
  return new Promise((resolve, reject) => {
    let wait: NodeJS.Timeout | undefined;
    const finish = () => {
      clearTimeout(wait);
      for (const stream of streams) stream.destroy();
      resolve(child.exitCode);
    };
    child.once('error', reject);
    child.once('close', finish);
    child.once('exit', () => {
      wait = setTimeout(finish, grace);
      if (marked()) finish();
      else for (const stream of streams) stream.on('data', () => marked() && finish());
    });
  });
}

function collect(stream: Readable, take: (text: string) => void): void {
  stream.setEncoding('utf8');
  stream.on('data', take);
  stream.on('error', () => undefined);
}

/** The whole group: what the file started ends with it. */
function kill({pid}: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A ^C reaches devenv alone, since bash has its own session: it ends both. Returns what takes this back. */
function forwardSignals(child: ChildProcess): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const pass = (signal: NodeJS.Signals) => {
    kill(child);
    release();
    process.kill(process.pid, signal);
  };
  const release = () => {
    for (const signal of signals) process.off(signal, pass);
  };
  for (const signal of signals) process.on(signal, pass);
  return release;
}
