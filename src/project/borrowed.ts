import type {Project} from '../model/project';
import type {Required} from './required';
import type {DjangoSettingsModule} from './settings';

/** Its settings are Django's own defaults, which need no reading. */
const known = /^django$/;

/**
 * Packages of the requirements that the settings take everything from, as `from framework.conf.base import *` does: what
 * they set stands in their text alone, which is there once they are installed.
 */
export function findBorrowed(modules: readonly (DjangoSettingsModule | null)[], required: readonly Required[]): Pick<Project, 'borrowed'> {
  const names = new Set(required.map(({name}) => name.replace(/^(django|python)-/, '')));
  const all = modules.flatMap(one => one?.program.borrowed ?? []);
  const found = all.map(({module, isRead, where}) => ({name: module.replace(/\..*/, ''), isRead, where}));
  const listed = found.filter(({name}) => !known.test(name) && names.has(name.toLowerCase().replaceAll('_', '-')));
  const borrowed = [...new Map(listed.reverse().map(one => [one.name, one])).values()].reverse();
  return borrowed.length === 0 ? {} : {borrowed};
}
