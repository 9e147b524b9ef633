import type {Requirement} from '../../model/dependencies';
import {normalizeName} from '../requirements';
import {isTable, listAt, tableAt, textOf, type Table} from '../toml';
import {pinned, type LockedSets} from './lock';

const none = {extras: [], groups: []};

/** Reads Pipfile.lock: the sections default and develop. */
export function readPipfileLock(content: string): LockedSets | null {
  const lock = parseJson(content);
  if (lock === null || !isTable(lock['default'])) return null;
  const production = pinsIn(lock, 'default', content);
  const names = new Set(production.map(({name}) => name));
  const added = pinsIn(lock, 'develop', content).filter(({name}) => !names.has(name));
  return {production, development: [...production, ...added], parts: {production: none, development: none}, local: localIn(lock)};
}

function pinsIn(lock: Table, section: string, content: string): readonly Requirement[] {
  const lines = content.split('\n');
  const from = lines.findIndex(text => text.includes(`"${section}"`));
  return Object.entries(tableAt(lock, section)).flatMap(([name, entry]) => {
    if (textOf(tableAt(entry)['path']) !== '') return [];
    const line = lines.findIndex((text, at) => at > from && text.includes(`"${name}":`)) + 1;
    return [
      pinned(normalizeName(name), textOf(tableAt(entry)['version']).replace(/^==/, ''), listAt(entry, 'extras').map(textOf), line || 1),
    ];
  });
}

function localIn(lock: Table): readonly string[] {
  const entries = [...Object.values(tableAt(lock, 'default')), ...Object.values(tableAt(lock, 'develop'))];
  return entries.map(entry => textOf(tableAt(entry)['path'])).filter(path => path !== '');
}

function parseJson(content: string): Table | null {
  try {
    const value: unknown = JSON.parse(content);
    return isTable(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
