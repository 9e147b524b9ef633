import {request} from 'node:http';
import {setTimeout as pause} from 'node:timers/promises';
import type {Mode} from '../model/mode';
import type {ObservedContainer} from '../model/observed';

/** Longest wait for a server that loads its code anew, in milliseconds. */
const limit = 6000;

/**
 * Docker looks at a healthy service twice a minute, and code breaks between two looks. Returns the containers with the
 * health of web as its site shows it now.
 */
export async function refreshHealth(containers: readonly ObservedContainer[], mode: Mode): Promise<readonly ObservedContainer[]> {
  const of = (name: string) => containers.find(({service, labels}) => service === name && labels['devenv.mode'] === mode);
  const [web, port] = [of('web'), of('nginx')?.ports[0]?.host];
  if (web?.health !== 'healthy' || port === undefined || (await serves(port))) return containers;
  return containers.map(container => (container === web ? {...container, health: 'unhealthy'} : container));
}

/** Whether Django stands behind NGINX; a server that is loading its code anew gets its time. */
async function serves(port: number): Promise<boolean> {
  const end = performance.now() + limit;
  let status = await ask(port);
  while ((status === 502 || status === 504) && performance.now() < end) {
    await pause(100);
    status = await ask(port);
  }
  return status < 500;
}

/** The status of an answer; 0 where there is none, which says nothing about Django. */
function ask(port: number): Promise<number> {
  return new Promise(resolve => {
    const call = request({host: '127.0.0.1', port, path: '/-/devenv/health', headers: {Host: 'localhost'}, timeout: 2000}, response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(0));
    call.end();
  });
}
