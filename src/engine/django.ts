import {composeStart} from './compose';
import type {Context} from './context';
import {keep, type Outcome, type Running} from './process';

/** What images/app/steps.py is asked for. */
export type Request =
  | {readonly do: 'migrate'; readonly vendor: string; readonly how: 'all-or-nothing' | 'one-by-one'}
  | {readonly do: 'load'; readonly fixture: string; readonly known: Readonly<Record<string, string>>};

/** One Django process that does what several steps ask for: its start costs more than most of them. */
export interface Django {
  /** How the request ended: its own exit code and what was said meanwhile, or those of the process where it ended. */
  readonly ask: (composition: string, request: Request, onLine?: (line: string) => void) => Promise<Outcome>;
  /** Ends the process and waits until its container is gone. */
  readonly end: () => Promise<void>;
}

/** What a step has besides: the Django process that the steps of one plan share. */
export interface StepContext extends Context {
  readonly django: Django;
}

/** Nothing starts before the first request. */
export function openDjango(context: Context): Django {
  let session: Session | null = null;
  return {
    async ask(composition, request, onLine = () => undefined) {
      session ??= begin(context, composition);
      return session.ask(request, onLine);
    },
    async end() {
      session?.running.input.end();
      await session?.running.outcome.catch(() => undefined);
      session = null;
    },
  };
}

interface Session {
  readonly running: Running;
  readonly ask: (request: Request, onLine: (line: string) => void) => Promise<Outcome>;
}

/** Marks the end of an answer on both streams; on stdout its exit code follows. */
const mark = '\u0004';

function begin(context: Context, composition: string): Session {
  let hear: (line: string, stream: 'stdout' | 'stderr') => void = () => undefined;
  const running = composeStart(context, composition, 'web', ['python', '/opt/devenv/steps.py'], (line, stream) => hear(line, stream));
  return {
    running,
    ask(request, onLine) {
      const answer = new Promise<Outcome>(resolve => (hear = hearAnswer(onLine, resolve)));
      running.input.write(`${JSON.stringify(request)}\n`);
      return Promise.race([answer, running.outcome]);
    },
  };
}

/** Collects what is said until both streams have said that the answer is over. */
function hearAnswer(onLine: (line: string) => void, resolve: (outcome: Outcome) => void) {
  const said = {stdout: [] as string[], stderr: [] as string[]};
  const lines: string[] = [];
  const codes: number[] = [];
  return (line: string, stream: 'stdout' | 'stderr'): void => {
    if (line.startsWith(mark)) codes.push(Number(line.slice(mark.length)));
    else if (line !== '') {
      keep(said[stream], line);
      keep(lines, line);
      onLine(line);
    }
    if (codes.length === 2) resolve({code: Math.max(...codes), stdout: said.stdout.join('\n'), lines, errors: said.stderr});
  };
}
