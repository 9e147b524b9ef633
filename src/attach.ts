import {existsSync} from 'node:fs';
import {canExecPlain, composeAttached, execPlain, findEndpoint, runAttached} from './engine';
import {compositionOf, locate, modeOf, runningContainer} from './locate';
import {DevenvError} from './model/errors';
import type {Mode} from './model/mode';
import type {ObservedContainer} from './model/observed';

/** Runs a command in a running service of the project around a directory; its exit code becomes this process's. */
export async function execInService(directory: string, service: string, command: readonly string[]): Promise<void> {
  const located = await locate(directory);
  const mode = modeOf(located);
  process.exitCode = await execIn(runningContainer(located, service, mode), mode, command);
}

/** Runs a command in a fresh container of web, then removes it; its exit code becomes this process's. */
export async function runOnce(directory: string, command: readonly string[]): Promise<void> {
  const located = await locate(directory);
  process.exitCode = await runFresh(located.root, modeOf(located), 'web', command);
}

/**
 * Runs a command in a running container with this process's streams; on a terminal by the docker command, which does what
 * that needs (raw mode, window size, signals). In production the values come through the wrapper: an exec does not inherit them.
 * @returns the command's exit code
 */
export function execIn({id, service}: ObservedContainer, mode: Mode, command: readonly string[]): Promise<number> {
  const endpoint = findEndpoint(process.env);
  const wrapper = mode === 'production' && /^(web|beat|worker(-.+)?)$/.test(service) ? ['/opt/devenv/runinenv'] : [];
  if (canExecPlain(endpoint))
    return execPlain(endpoint, {container: id, command: [...wrapper, ...command], environment: shownEnvironment()});
  const terminal = hasTerminal() ? ['--tty'] : [];
  return runAttached('docker', ['exec', '--interactive', ...terminal, ...terminalEnvironment(), id, ...wrapper, ...command]);
}

/**
 * Runs a command in a one-off container of a service's image, with its mounts and variables.
 * @returns the command's exit code
 * @throws DevenvError `unhealthy` where no `up` has written the service yet.
 */
export async function runFresh(root: string, mode: Mode, service: string, command: readonly string[]): Promise<number> {
  const file = compositionOf({root}, mode);
  const up = mode === 'production' ? 'devenv up --production' : 'devenv up';
  if (!existsSync(file)) throw new DevenvError('unhealthy', `${service} was never built`, {next: [up]});
  const terminal = hasTerminal() ? [] : ['--no-TTY'];
  const run = ['run', '--rm', '--no-deps', ...terminal, ...terminalEnvironment(), service, ...command];
  return composeAttached(file, ['--progress', 'quiet', ...run]);
}

function hasTerminal(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** Names only: values travel in the environment of the docker command. */
function terminalEnvironment(): readonly string[] {
  return aboutTerminal().flatMap(name => ['--env', name]);
}

function shownEnvironment(): readonly string[] {
  return aboutTerminal().map(name => `${name}=${process.env[name] ?? ''}`);
}

function aboutTerminal(): readonly string[] {
  return ['TERM', 'COLORTERM', 'NO_COLOR'].filter(name => process.env[name] !== undefined);
}
