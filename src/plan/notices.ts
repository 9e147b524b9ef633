import {posix} from 'node:path';
import type {Project} from '../model/project';
import type {Proof} from '../model/proof';

/** Data that the project's own guides load into a fresh database and `up` does not, each with the lines that change that. */
export function unloadedData({documented, fixtures, afterMigrate}: Project): readonly string[] {
  // A command is the same whatever its arguments: python, manage.py, and its name.
  const known = new Set(afterMigrate.map(words => words.slice(0, 3).join(' ')));
  const commands = documented.flatMap(({command, where}) =>
    command === null || known.has(command.split(' ', 3).join(' '))
      ? []
      : [`${place(where)} fills the database; in devenv.yaml: after_migrate: ['${command}']`],
  );
  const loads = documented.filter(one => one.fixtures.some(file => !fixtures.includes(file)));
  const [first] = loads;
  const files = [...new Set([...fixtures, ...loads.flatMap(one => one.fixtures)])];
  return first === undefined
    ? commands
    : [...commands, `${place(first.where)} loads fixtures; in devenv.yaml: fixtures: [${files.join(', ')}]`];
}

function place({file, line}: Proof): string {
  return `${file}:${String(line)}`;
}

/** Says so where the tests run by pytest and nothing installs it; null where all is well. */
export function missingRunner({test, dependencies, lock, proofs}: Project): string | null {
  if (!test.command.includes('pytest')) return null;
  const named = [...dependencies.production, ...dependencies.development].flatMap(({requirements}) => requirements.map(({name}) => name));
  const locked = dependencies.pinned ? [] : [...(lock?.production ?? []), ...(lock?.development ?? [])];
  if ([...named, ...locked].some(name => /^pytest\b/.test(name))) return null;
  const [where] = proofs['test'] ?? [];
  const reader = where === undefined ? 'The test command' : place(where);
  return `${reader} wants pytest, and no file of requirements has it: devenv add pytest-django --dev`;
}

/** The files for development that are not installed, as no installer could have them beside the others. */
export function contradictingFiles({dependencies}: Project): readonly string[] {
  return (dependencies.leftOut ?? []).map(
    ({file, name, version, where, other}) =>
      `${file} is not installed: ${place(where)} pins ${name} ${version}, and ${place(other.where)} ${other.version}; pin the same version in both.`,
  );
}

/** The files for development that ship, as the only settings that were found install what no other file has. */
export function shippedDevelopment({dependencies: {alsoShipped}, proofs}: Project): readonly string[] {
  if (alsoShipped === undefined || alsoShipped.files.length === 0) return [];
  const {app, files} = alsoShipped;
  const [where] = proofs['django.apps'] ?? [];
  const reader = where === undefined ? 'The settings install' : `${place(where)} installs`;
  const [verb, it] = files.length === 1 ? ['has', 'it ships'] : ['have', 'they ship'];
  return [
    `${reader} ${app}, which only ${files.join(', ')} ${verb}: ${it} too, as no settings for production were found; if there are some, in devenv.yaml: django: {production_settings: ...}`,
  ];
}

/** What pages need of a front end that was not found, with the line that says how it is built; null where nothing is missing. */
export function missingAssets({unmade}: Project): string | null {
  if (unmade === undefined) return null;
  const {paths, where, from} = unmade;
  const named = `${place(where)} names ${paths.join(', ')}, which ${paths.length === 1 ? 'is' : 'are'} not there, and no front end was found that makes ${paths.length === 1 ? 'it' : 'them'}`;
  if (from === null) return `${named}; assets: in devenv.yaml says what does`;
  const directory = from.directory === '' ? '.' : from.directory;
  return `${named}; if ${posix.join(directory, 'package.json')} does, in devenv.yaml: assets: {directory: ${directory}, command: '${from.command}'}`;
}

/**
 * Settings that each person writes: those without which every request is refused, and those that git does not have
 * where the others name no database, so that nothing starts.
 */
export function unwrittenSettings({absentSettings}: Project): readonly string[] {
  return absentSettings.flatMap(({file, sample, where, unwritten, needed}) => {
    const overlay = `in devenv.yaml: files: {${file}: ...}`;
    if (unwritten === true)
      return `${place(where)} means settings in ${file}, which is not there: write it${sample === null ? '' : ` after ${sample}`}, with Postgres at db and Redis at redis, or lay it over the work tree, ${overlay}`;
    if (needed)
      return `${place(where)} reads ${file}, which is not there, and without it every request is refused; ${overlay}, which devenv init proposes`;
    return [];
  });
}

/** A settings file of which there is a sample alone, and what `up` does about it. */
export function copiedSettings({standIns = []}: Project): readonly string[] {
  return standIns.map(({file, sample, where}) => `${place(where)} needs ${file}, which is not there: devenv up copies ${sample} to it`);
}

/** Settings of installed packages that nobody read yet. */
export function unreadPackages({borrowed = []}: Project): readonly string[] {
  return borrowed
    .filter(({isRead}) => !isRead)
    .map(
      ({name, where}) =>
        `${place(where)} takes all settings of ${name}, which are read once it is installed, by devenv up: what follows from them is not told here yet`,
    );
}
