import {join} from 'node:path';
import type {Context} from './context';
import {explainCompose} from './failures';
import {run, runAttached, start, type Outcome, type Running, type RunOptions} from './process';

/** The caller's environment without what would change our Compose files, and the project where it is not the file's own. */
export function composeEnvironment({composeProject}: Pick<Context, 'composeProject'> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('COMPOSE_'));
  const named = composeProject === undefined ? {} : {COMPOSE_PROJECT_NAME: composeProject};
  return {...Object.fromEntries(kept), COMPOSE_DISABLE_ENV_FILE: '1', ...named};
}

/** @throws DevenvError when compose fails. */
export async function composeUp(context: Context, file: string, services: readonly string[]): Promise<void> {
  const {upMany} = await import('docker-compose');
  const commandOptions = ['--no-deps', '--no-build', '--detach'];
  await upMany([...services], {cwd: context.directory, config: file, env: composeEnvironment(context), commandOptions}).catch(
    (error: unknown) => {
      context.signal.throwIfAborted();
      throw explainCompose(error, services);
    },
  );
}

/** Stops and removes all that the file describes, its volumes and containers of earlier runs too. */
export async function composeDown(context: Context, file: string): Promise<void> {
  const {downAll} = await import('docker-compose');
  const options = {
    cwd: context.directory,
    config: file,
    env: composeEnvironment(context),
    commandOptions: ['--volumes', '--remove-orphans', '--timeout=2'],
  };
  await downAll(options).catch((error: unknown) => {
    throw explainCompose(error, ['the test services']);
  });
}

/** Runs a command in a one-off container of a service, with the service's image, environment and mounts. */
export function composeRun(
  context: Context,
  file: string,
  service: string,
  command: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  return run('docker', oneOff(context, file, service, command), {...surroundings(context), ...options});
}

/** Starts a command in such a container; it reads what its caller writes. */
export function composeStart(
  context: Context,
  file: string,
  service: string,
  command: readonly string[],
  onLine: RunOptions['onLine'] & {},
): Running {
  return start('docker', oneOff(context, file, service, command), {...surroundings(context), onLine});
}

function surroundings(context: Context): RunOptions {
  return {cwd: context.directory, env: composeEnvironment(context), signal: context.signal};
}

function oneOff({directory}: Context, file: string, service: string, command: readonly string[]): readonly string[] {
  return [
    'compose',
    '--file',
    join(directory, file),
    '--progress',
    'quiet',
    'run',
    '--rm',
    '--no-TTY',
    '--no-deps',
    '--quiet-pull',
    service,
    ...command,
  ];
}

/** Runs compose on the terminal of this process and returns its exit code. */
export function composeAttached(file: string, args: readonly string[]): Promise<number> {
  return runAttached('docker', ['compose', '--file', file, ...args], composeEnvironment());
}
