import {execute, findEndpoint, runAttached} from './engine';
import type {Mode} from './model/mode';
import type {ObservedContainer} from './model/observed';

/**
 * Runs a command in a running container with this process's streams. On a terminal the docker command does what one needs
 * (raw mode, window size, signals). In production the values come through the wrapper: an exec does not inherit them.
 * @returns the command's exit code
 */
export function execIn({id, service}: ObservedContainer, mode: Mode, command: readonly string[]): Promise<number> {
  const wrapper = mode === 'production' && ['web', 'worker', 'beat'].includes(service) ? ['/opt/devenv/runinenv'] : [];
  const whole = [...wrapper, ...command];
  if (process.stdin.isTTY && process.stdout.isTTY)
    return runAttached('docker', ['exec', '--interactive', '--tty', ...terminalEnvironment(), id, ...whole]);
  return execute(
    findEndpoint(process.env),
    id,
    whole,
    terminalVariables().map(name => `${name}=${process.env[name] ?? ''}`),
  );
}

/** Names only: values travel in the environment of the docker command. */
export function terminalEnvironment(): readonly string[] {
  return terminalVariables().flatMap(name => ['--env', name]);
}

function terminalVariables(): readonly string[] {
  return ['TERM', 'COLORTERM', 'NO_COLOR'].filter(name => process.env[name] !== undefined);
}
