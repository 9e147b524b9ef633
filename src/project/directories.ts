import {posix} from 'node:path';
import {alternatives, likeliest} from './python-source/choice';
import {getKey} from './python-source/containers';
import {join} from './python-source/path';
import {constant, stringOf, type Value} from './python-source/value';
import {settingOf, type DjangoSettingsModule} from './settings';

/**
 * Directories below the root in which the settings have files opened that git does not bring: logs, SQLite's databases,
 * a queue in a file. Whoever opens such a file makes it, but not its directory.
 */
export function findDirectories(modules: readonly DjangoSettingsModule[], workdir: string): readonly string[] {
  const files = modules.flatMap(module => [
    ...entriesOf(keyOf(settingOf(module, 'LOGGING'), 'handlers')).map(handler => keyOf(handler, 'filename')),
    ...entriesOf(settingOf(module, 'DATABASES')).map(database => keyOf(database, 'NAME')),
    keyOf(settingOf(module, 'HUEY'), 'filename'),
  ]);
  const directories = files.flatMap(value => (value === undefined ? [] : alternatives(value).flatMap(one => directoryOf(one, workdir))));
  return [...new Set(directories)].sort();
}

function keyOf(value: Value | undefined, key: string): Value | undefined {
  return value && likeliest(getKey(value, constant(key)));
}

function entriesOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'dict' ? value.entries.map(entry => likeliest(entry.value)) : [];
}

/** The name of a database of a server is no path: only what has a directory counts. */
function directoryOf(value: Value, workdir: string): readonly string[] {
  const text = stringOf(value);
  const path = value.kind === 'path' ? value.path : text !== null && text.includes('/') ? join(workdir, text) : null;
  if (path === null || path.startsWith('/') || path.startsWith('..')) return [];
  const directory = posix.dirname(path);
  return directory === '.' || directory === workdir ? [] : [directory];
}
