import type {Loopback} from '../model/loopback';
import {engineOf, usualEngine} from './engines';
import type {Definition} from './fragments';
import type {Inputs} from './inputs';
import {scripts} from './names';
import {storesOf} from './services';

/** The port of each store but the database, as its container has it. */
const ports = {redis: 6379, rabbitmq: 5672, memcached: 11211} as const;

/** What a container of the project's code starts by, so that its localhost reaches the stores; nothing where no code asks for that. */
export function entrypointOf(inputs: Inputs, own: readonly string[]): Definition {
  const pairs = forwarded(inputs).map(({store, port}) => `${String(port)}=${store}:${portOf(inputs, store)}`);
  return pairs.length === 0 ? {} : {entrypoint: ['python', `${scripts}/loopback.py`, ...pairs, '--', ...own]};
}

function portOf({project}: Inputs, store: Loopback['store']): string {
  return store === 'db' ? (engineOf(project) ?? usualEngine).port : String(ports[store]);
}

/** Each address that the code itself names, with the service that answers there. */
export function forwarded(inputs: Inputs): readonly Loopback[] {
  const stores = storesOf(inputs);
  return inputs.project.loopback.filter(({store}) => stores.includes(store));
}
