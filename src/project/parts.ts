import type {Parts} from '../model/dependencies';
import {engineSigns} from './engine-signs';

/** What development and tests take by its name, and what production does. */
const developing = new Set(['dev', 'devel', 'develop', 'development', 'local', 'debug', 'test', 'tests', 'testing']);
const shipping = new Set(['prod', 'production', 'deploy', 'deployment', 'live', 'server', 'main', 'base', 'app', 'web', 'django']);
const drivers = new Set(engineSigns.flatMap(signs => [...signs.drivers]));

/** Names of packages by the name of the extra or group that holds them. */
export type Holdings = Readonly<Record<string, readonly string[]>>;

/** Whether development takes a group or an extra of that name. */
export function isForDevelopment(name: string): boolean {
  return developing.has(name.toLowerCase());
}

/**
 * What the two sets take of the extras and groups of a file, besides what it always installs.
 * @param always names of the packages that are installed in any case
 */
export function chooseParts(always: readonly string[], extras: Holdings, groups: Holdings): {production: Parts; development: Parts} {
  const shipped = (holdings: Holdings) => Object.keys(holdings).filter(name => ships(name, holdings[name] ?? [], always));
  const developed = (holdings: Holdings) => Object.keys(holdings).filter(isForDevelopment);
  return {
    production: {extras: shipped(extras), groups: shipped(groups)},
    development: {extras: developed(extras), groups: developed(groups)},
  };
}

/** A part for production, or the one that has Django or the database driver where nothing else does. */
function ships(name: string, packages: readonly string[], always: readonly string[]): boolean {
  if (isForDevelopment(name)) return false;
  if (shipping.has(name.toLowerCase())) return true;
  const brings = (wanted: (one: string) => boolean) => packages.some(wanted) && !always.some(wanted);
  return brings(one => one === 'django') || brings(one => drivers.has(one));
}
