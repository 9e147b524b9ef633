import {join} from 'node:path';
import {Command, Flags} from '@oclif/core';
import {findEndpoint, perform, type Context} from './engine';
import {toDevenvError} from './failure';
import {planFreshLock} from './lock';
import {nameVariables} from './named-variables';
import type {Event} from './model/event';
import type {Plan} from './model/plan';
import type {Project} from './model/project';
import {planBorrow, type Inputs} from './plan';
import {paintFor, plainReporter, titleOf, type Reporter} from './report';
import {tellFailure} from './tell';

/** A step that was performed, as `--json` tells it. */
export interface PerformedStep {
  readonly do: string;
  readonly what: string;
  readonly because: string;
  readonly seconds: number;
}

/** What performing needs of a project; its requirements and variables only to name their lines in what fails. */
type Performed = Pick<Project, 'root'> & Partial<Pick<Project, 'dependencies' | 'variables'>>;

/** What every command has: its common flags, progress on stderr, errors with a way out and their exit code. */
export abstract class DevenvCommand extends Command {
  static override enableJsonFlag = true;
  static override baseFlags = {
    dir: Flags.string({description: 'directory of the project', default: '.', helpValue: 'PATH', helpGroup: 'GLOBAL'}),
    verbose: Flags.boolean({description: 'show the whole output of each step', helpGroup: 'GLOBAL', env: 'DEVENV_VERBOSE'}),
  };

  /** Colours for what goes to stdout. */
  protected readonly paint = paintFor(process.stdout);

  /** Performs a plan, tells its progress on stderr, and returns what was done, after what was `performed` before. */
  protected async perform(
    plan: Plan,
    project: Performed,
    verbose: boolean,
    performed: PerformedStep[] = [],
  ): Promise<readonly PerformedStep[]> {
    const report = await this.reporter(plan, verbose);
    const tell = (event: Event) => {
      if (event.kind === 'done')
        performed.push({do: event.step.do, what: titleOf(event.step), because: event.step.because, seconds: round(event.seconds)});
      report.tell(event);
    };
    await perform(plan, this.context(project, tell))
      .finally(() => report.end())
      .catch((error: unknown) => {
        throw nameVariables(error, project.variables ?? []);
      });
    return performed;
  }

  /** Reads what a plan depends on; where devenv.lock does not fit what was read, or packages are to be read, does that and reads again. */
  protected async readLocked(read: () => Promise<Inputs>, verbose: boolean): Promise<Inputs> {
    let inputs = await read();
    for (const plan of [planFreshLock, planBorrow]) {
      const before = await plan(inputs);
      if (before.steps.length === 0) continue;
      await this.perform(before, inputs.project, verbose);
      inputs = await read();
    }
    return inputs;
  }

  /** Performs a plan and hands on nothing but the lines that its steps print. */
  protected async performQuietly(plan: Plan, project: Performed, write: (line: string) => void): Promise<void> {
    await perform(
      plan,
      this.context(project, event => event.kind === 'output' && write(event.line)),
    );
  }

  private context({root, dependencies}: Performed, tell: (event: Event) => void): Context {
    const pins = [...(dependencies?.production ?? []), ...(dependencies?.development ?? [])];
    const pinsOf = (name: string) =>
      pins.flatMap(({file, requirements}) => requirements.filter(requirement => requirement.name === name).map(({line}) => ({file, line})));
    const linesWith = (text: string) =>
      pins.flatMap(({file, content}) => content.split('\n').flatMap((line, at) => (line.includes(text) ? [{file, line: at + 1}] : [])));
    return {
      endpoint: findEndpoint(process.env),
      root,
      directory: join(root, '.devenv'),
      signal: interruption(),
      tell,
      pinsOf,
      linesWith,
      named: [...new Set(pins.flatMap(({content}) => [...content.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)))],
      environment: process.env,
    };
  }

  private async reporter(plan: Plan, verbose: boolean): Promise<Reporter> {
    const write = (line: string) => void process.stderr.write(`${line}\n`);
    if (verbose || !process.stderr.isTTY || process.env['CI']) return plainReporter(write, verbose);
    const {terminalReporter} = await import('./report/terminal');
    return terminalReporter(plan);
  }

  protected override async catch(error: Error & {exitCode?: number}): Promise<void> {
    // With NODE_ENV=development oclif would warn that a command which failed to parse did not parse.
    this.parsed = true;
    const flags = Object.keys({...this.ctor.baseFlags, ...this.ctor.flags});
    const known = await toDevenvError(error, {command: this.id ?? null, flags, commands: []});
    if (known === null) await super.catch(error);
    else tellFailure(known, this.jsonEnabled());
  }
}

/** Ends at ^C or TERM. A second ^C ends the process at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort(signal));
  return controller.signal;
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
