import type Docker from 'dockerode';
import type {Endpoint} from './connect';

/** The full client of the engine's API; loaded only when something is to be done. */
export async function connectClient({host}: Endpoint): Promise<Docker> {
  const {default: Client} = await import('dockerode');
  if (host.startsWith('unix:')) return new Client({socketPath: host.slice('unix://'.length)});
  if (host.startsWith('npipe:')) return new Client({socketPath: host.slice('npipe://'.length)});
  const url = new URL(host.replace(/^tcp:/, 'http:'));
  const protocol = url.protocol === 'ssh:' ? 'ssh' : 'http';
  return new Client({protocol, host: url.hostname, port: url.port === '' ? undefined : Number(url.port), username: url.username});
}
