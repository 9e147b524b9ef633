import {Listr, PRESET_TIMER, type ListrTaskWrapper} from 'listr2';
import type {Event} from '../model/event';
import type {Plan, Step} from '../model/plan';
import type {Reporter} from './reporter';
import {paintFor} from './paint';
import {titleOf} from './titles';

interface Running {
  readonly begin: Promise<unknown>;
  readonly start: () => void;
  readonly end: Promise<unknown>;
  readonly finish: (failed: boolean) => void;
  task: Pick<ListrTaskWrapper<unknown, never, never>, 'output' | 'title'> | null;
}

/** Draws the steps on a terminal: what runs, since when, why, and the last lines of what it says. */
export function terminalReporter(plan: Plan): Reporter {
  const running = plan.steps.map(deferred);
  const notices: string[] = [];
  const list = new Listr(
    plan.steps.map((step, index) => taskOf(step, running[index])),
    {
      exitOnError: true,
      registerSignalListeners: false,
      rendererOptions: {timer: PRESET_TIMER, showErrorMessage: false, collapseErrors: false, collapseSkips: false},
    },
  );
  const drawn = list.run().catch(() => undefined);
  let current = 0;
  return {
    tell(event: Event) {
      if (event.kind === 'started') running[(current = event.index)]?.start();
      if (event.kind === 'output') show(running[current], event.line);
      if (event.kind === 'notice') notices.push(event.text);
      if (event.kind === 'done' || event.kind === 'failed') running[current]?.finish(event.kind === 'failed');
    },
    async end() {
      await drawn;
      for (const notice of notices) process.stderr.write(`! ${notice}\n`);
    },
  };
}

function taskOf(step: Step, running: Running | undefined) {
  return {
    title: titleWith(step, null),
    rendererOptions: {outputBar: 5},
    task: async (_: unknown, task: Running['task']) => {
      if (running === undefined) return;
      running.task = task;
      await running.begin;
      const started = Date.now();
      const clock = setInterval(() => (task === null ? undefined : (task.title = titleWith(step, (Date.now() - started) / 1000))), 1000);
      await running.end.finally(() => {
        clearInterval(clock);
        if (task !== null) task.title = titleWith(step, null);
      });
    },
  };
}

/** What, for how long, and why. */
function titleWith(step: Step, seconds: number | null): string {
  const paint = paintFor(process.stderr);
  const since = seconds === null ? '' : `  ${paint('cyan', `${seconds.toFixed(0)} s`)}`;
  return `${titleOf(step)}${since}  ${paint('dim', `(${step.because})`)}`;
}

function show(running: Running | undefined, line: string): void {
  if (running?.task) running.task.output = line;
}

function deferred(): Running {
  const begin = Promise.withResolvers<undefined>();
  const end = Promise.withResolvers<undefined>();
  const finish = (failed: boolean) => {
    if (failed) end.reject(new Error('failed'));
    else end.resolve(undefined);
  };
  // Only the list of tasks listens to a failure; one that was not begun has no listener.
  end.promise.catch(() => undefined);
  const start = () => {
    begin.resolve(undefined);
  };
  return {begin: begin.promise, start, end: end.promise, finish, task: null};
}
