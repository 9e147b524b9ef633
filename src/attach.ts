import {runAttached} from './engine';
import type {Mode} from './model/mode';
import type {ObservedContainer} from './model/observed';

/**
 * Runs a command in a running container with this process's streams; the docker command does what a terminal needs (raw
 * mode, window size, signals). In production the values come through the wrapper: an exec does not inherit them.
 * @returns the command's exit code
 */
export function execIn({id, service}: ObservedContainer, mode: Mode, command: readonly string[]): Promise<number> {
  const terminal = process.stdin.isTTY && process.stdout.isTTY ? ['--tty'] : [];
  const wrapper = mode === 'production' && ['web', 'worker', 'beat'].includes(service) ? ['/opt/devenv/runinenv'] : [];
  return runAttached('docker', ['exec', '--interactive', ...terminal, ...terminalEnvironment(), id, ...wrapper, ...command]);
}

/** Names only: values travel in the environment of the docker command. */
export function terminalEnvironment(): readonly string[] {
  return ['TERM', 'COLORTERM', 'NO_COLOR'].filter(name => process.env[name] !== undefined).flatMap(name => ['--env', name]);
}
