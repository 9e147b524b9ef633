import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {DevenvError} from '../model/errors';

/** Where the engine listens, found as the docker command finds it. */
export interface Endpoint {
  /** "unix:///var/run/docker.sock", "tcp://host:2375", "npipe:////./pipe/docker_engine" or "ssh://host" */
  readonly host: string;
  /** What said so, for messages. */
  readonly from: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** DOCKER_HOST, else the context of DOCKER_CONTEXT or `docker context use`, else the default socket. */
export function findEndpoint(environment: Environment): Endpoint {
  if (environment['DOCKER_HOST']) return {host: checked(environment['DOCKER_HOST']), from: 'DOCKER_HOST'};
  const directory = environment['DOCKER_CONFIG'] ?? join(environment['HOME'] ?? homedir(), '.docker');
  const context = environment['DOCKER_CONTEXT'] ?? currentContext(directory);
  if (context !== null && context !== 'default') return {host: contextHost(directory, context), from: `context ${context}`};
  return {
    host: process.platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock',
    from: 'the default socket',
  };
}

/** @throws DevenvError `no-engine` for what is no address of an engine. */
function checked(host: string): string {
  if (/^(unix|npipe):\/\/.|^ssh:\/\/.|^(tcp|https?):\/\/[^/]/.test(host) && (/^(unix|npipe)/.test(host) || URL.canParse(host))) return host;
  throw new DevenvError('no-engine', `DOCKER_HOST is ${host}, which is no address of a Docker engine`, {
    next: ['write it as unix:///PATH, tcp://HOST:PORT or ssh://USER@HOST, or unset it'],
  });
}

/** A remote engine cannot mount the work tree. */
export function isRemote({host}: Endpoint): boolean {
  if (host.startsWith('unix:') || host.startsWith('npipe:')) return false;
  const name = URL.canParse(host) ? new URL(host).hostname : '';
  return !['localhost', '127.0.0.1', '[::1]'].includes(name);
}

/** Nothing answers at the endpoint. */
export function noEngine(endpoint: Endpoint, cause: unknown): DevenvError {
  const reason = (cause as {code?: string}).code;
  const detail = reason === 'EACCES' ? 'you may not use its socket' : reason === 'ENOENT' ? 'its socket is not there' : 'nothing answers';
  return new DevenvError('no-engine', `No Docker engine at ${endpoint.host} (${endpoint.from}): ${detail}`, {
    next:
      reason === 'EACCES'
        ? ['sudo usermod -aG docker "$USER", then log in again']
        : [
            'start Docker (Linux: sudo systemctl start docker; elsewhere: open Docker Desktop), then run the command again',
            'devenv doctor tells more',
          ],
    cause,
  });
}

function currentContext(directory: string): string | null {
  const file = join(directory, 'config.json');
  if (!existsSync(file)) return null;
  return (readJson(file) as {currentContext?: string}).currentContext ?? null;
}

/** The docker command names a context's directory by the sha256 of its name. */
function contextHost(directory: string, context: string): string {
  const file = join(directory, 'contexts', 'meta', createHash('sha256').update(context).digest('hex'), 'meta.json');
  const host = existsSync(file) ? (readJson(file) as {Endpoints?: {docker?: {Host?: string}}}).Endpoints?.docker?.Host : undefined;
  if (host !== undefined) return host;
  throw new DevenvError('no-engine', `The Docker context ${context} names no engine`, {
    next: ['docker context ls', 'docker context use default'],
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new DevenvError('no-engine', `${file} is no valid JSON`, {where: {file, line: 1}, next: ['mend it, or move it away'], cause});
  }
}
