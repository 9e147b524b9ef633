import {alternatives, likeliest} from './python-source/choice';
import {show} from './python-source/show';
import type {Value} from './python-source/value';
import {settingOf, type DjangoSettingsModule} from './settings';

const create = ['python', 'manage.py', 'createcachetable'];

/** The command that makes the tables of caches in the database; without them some pages fail and others do not. */
export function needsCacheTable(settings: DjangoSettingsModule): readonly (readonly string[])[] {
  const caches = settingOf(settings, 'CACHES');
  return caches && backendsOf(caches).some(name => name.endsWith('.DatabaseCache')) ? [create] : [];
}

function backendsOf(caches: Value): readonly string[] {
  if (caches.kind !== 'dict') return [];
  const entries = caches.entries.flatMap(({value}) => alternatives(value).slice(0, 1));
  return entries.flatMap(one => (one.kind === 'dict' ? one.entries.flatMap(({value}) => show(likeliest(value)) ?? []) : []));
}
