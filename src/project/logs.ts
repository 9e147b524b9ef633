import {posix} from 'node:path';
import type {Logs} from '../model/project';
import {logFiles} from './directories';
import {ignoredLogs} from './git-ignored';
import {alternatives} from './python-source/choice';
import {join} from './python-source/path';
import {stringOf, type Value} from './python-source/value';
import type {DjangoSettingsModule} from './settings';
import type {Tree} from './tree';

/** What every container lets everybody write to. */
const open = /^\/(dev|proc|tmp)(\/|$)/;

/** Where a settings module has logs opened. */
export function findLogs(tree: Tree, module: DjangoSettingsModule, workdir: string): Logs {
  const places = logFiles(module)
    .flatMap(alternatives)
    .map(value => placeOf(value, workdir));
  const files = [...new Set(places.flatMap(place => (place === null || open.test(place) ? [] : [place])))].sort();
  const own = files.filter(file => isOwn(tree, posix.dirname(file)));
  return {
    directories: [...new Set(own.map(file => posix.dirname(file)))],
    beside: files.filter(file => !own.includes(file)),
    unknown: places.includes(null),
    ignored: ignoredLogs(tree),
  };
}

function placeOf(value: Value, workdir: string): string | null {
  const text = value.kind === 'path' ? value.path : stringOf(value);
  return text === null || text.startsWith('..') ? null : join(value.kind === 'path' ? '' : workdir, text);
}

/** A volume over a directory with anything else in it would keep that as it was when the volume was made. */
function isOwn(tree: Tree, directory: string): boolean {
  if (directory.startsWith('/')) return directory !== '/';
  return directory !== '.' && tree.list(directory).every(({name}) => /^\.|^README|\.(log|jsonl?)(\.|$)/i.test(name));
}
