import {posix} from 'node:path';
import {alternatives, likeliest} from './python-source/choice';
import {getKey} from './python-source/containers';
import {pathOf} from './python-source/place';
import {constant, stringOf, unknown, type Value} from './python-source/value';
import {settingOf, type DjangoSettingsModule} from './settings';

/**
 * Directories below the root in which the settings have files opened that git does not bring: logs, SQLite's databases,
 * a queue in a file. Whoever opens such a file makes it, but not its directory. And those that an old Django lists.
 * @param django its version, as far as the pins say
 */
export function findDirectories(modules: readonly DjangoSettingsModule[], workdir: string, django: string | null): readonly string[] {
  const files = modules.flatMap(module => [
    ...logFiles(module),
    ...entriesOf(settingOf(module, 'DATABASES')).flatMap(database => keyOf(database, 'NAME') ?? []),
  ]);
  const directories = files.flatMap(value => alternatives(value).flatMap(one => directoryOf(one, workdir)));
  return [...new Set([...directories, ...(listsAll(django) ? modules.flatMap(module => staticDirectories(module, workdir)) : [])])].sort();
}

/** The files that a settings module has opened whatever its database is. */
export function logFiles(module: DjangoSettingsModule): readonly Value[] {
  const handlers = entriesOf(keyOf(settingOf(module, 'LOGGING'), 'handlers'));
  return [...handlers, settingOf(module, 'HUEY')].flatMap(value =>
    value?.kind === 'dict' ? value.entries.filter(({key}) => stringOf(key) === 'filename').map(entry => entry.value) : [],
  );
}

/** Before 4.0 Django lists each of STATICFILES_DIRS, whether it is there or not. */
function listsAll(django: string | null): boolean {
  return django !== null && Number.parseInt(django, 10) < 4;
}

/** An entry may be a pair of a prefix and the directory. */
export function staticDirectories(module: DjangoSettingsModule, workdir: string): readonly string[] {
  // Which of several lists it is may hang on a variable.
  const lists = alternatives(module.scope.get('STATICFILES_DIRS')?.value ?? unknown);
  const entries = lists.flatMap(value => (value.kind === 'list' ? value.items.map(likeliest) : []));
  return entries.flatMap(entry => {
    const directory = entry.kind === 'list' && entry.items.length === 2 ? likeliest(entry.items[1] ?? entry) : entry;
    const path = pathOf(directory, workdir);
    return path === null || path === '' ? [] : [path];
  });
}

function keyOf(value: Value | undefined, key: string): Value | undefined {
  return value && likeliest(getKey(value, constant(key)));
}

function entriesOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'dict' ? value.entries.map(entry => likeliest(entry.value)) : [];
}

/** The name of a database of a server is no path: only what has a directory counts. */
function directoryOf(value: Value, workdir: string): readonly string[] {
  const path = value.kind === 'path' || stringOf(value)?.includes('/') === true ? pathOf(value, workdir) : null;
  if (path === null) return [];
  const directory = posix.dirname(path);
  return directory === '.' || directory === workdir ? [] : [directory];
}
