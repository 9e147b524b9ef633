import type {Source} from '../model/database';
import {engineOf} from './engines';
import type {Definition} from './fragments';
import type {Inputs} from './inputs';
import {runsCode} from './services';

/** The volume in which a server's socket lies, where the settings reach it by that; null where they name a host. */
export function socketVolume({project}: Inputs): string | null {
  const {parts} = project.database;
  const {HOST: host, URL: url} = parts;
  const isLocal =
    url === undefined ? isSocket(host) : url.from === 'literal' && /^[\w-]+:\/\/(?:[^/]*@)?(?:localhost)?(?:\/|$)/.test(url.value);
  return isLocal && engineOf(project)?.socket !== undefined ? 'socket' : null;
}

/** MySQL's libraries take `localhost`, and no name at all, for the socket. */
function isSocket(host: Source | undefined): boolean {
  return host === undefined || (host.from === 'literal' && ['', 'localhost'].includes(host.value));
}

/** A service with that volume, if it makes the socket or asks at it. */
export function withSocket(inputs: Inputs, name: string, service: Definition): Definition {
  const volume = socketVolume(inputs);
  if (volume === null || !(name === 'db' || name === 'test' || runsCode(name))) return service;
  const directory = engineOf(inputs.project)?.socket ?? '';
  return {...service, volumes: [...((service['volumes'] ?? []) as readonly unknown[]), `${volume}:${directory}`]};
}
