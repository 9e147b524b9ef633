import type {DatabaseState} from '../model/observed';
import type {Project} from '../model/project';
import type {SqlClient, Step} from '../model/plan';
import {databaseElsewhere, databaseOf, databasesOf} from './database';
import {engineOf} from './engines';
import {hash} from './hash';
import type {Inputs} from './inputs';
import {composeFile, databaseVolume} from './names';

/** The role and database, the migrations, the fixtures: each once for its content and for that very volume. */
export function planDatabase(inputs: Inputs, options: {readonly fixtures: boolean}): readonly Step[] {
  const {project, mode} = inputs;
  if ((project.database.engine === null && !isUnread(project)) || databaseElsewhere(inputs) !== null) return [];
  const composition = composeFile(mode);
  const {place, state, unknown} = databaseState(inputs);
  const steps: Step[] = [];
  const script = preparation(inputs);
  if (script !== null) {
    const prepared = hash(...script.sql);
    if (state?.prepared !== prepared) {
      steps.push({
        do: 'prepare-database',
        composition,
        ...script,
        ...place,
        hash: prepared,
        because: state === null ? (unknown ?? 'the volume is new') : 'its role or password changed',
      });
    }
  }
  const migrations = migrationsHash(inputs);
  if (state?.migrated !== migrations) {
    const {files} = project.migrations;
    steps.push({
      do: 'migrate',
      composition,
      vendor: project.database.engine ?? '-',
      // On a large live database one long transaction would hold its locks to the end.
      atomic: mode === 'development',
      ...place,
      hash: migrations,
      files,
      because: state === null ? (unknown ?? never) : becauseMigrate(files, state),
    });
  }
  steps.push(...planCommands(inputs, {place, state, unknown}));
  if (options.fixtures && mode === 'development') steps.push(...planFixtures(inputs, {place, state, unknown}));
  return steps;
}

/** Whether the settings have a database of which only Django can say what it is: only a file is ours to migrate then. */
function isUnread({database: {engine, parts}}: Project): boolean {
  const telling = parts['ENGINE'] ?? parts['URL'];
  return engine === null && telling !== undefined && telling.from !== 'literal';
}

/** What makes every database of the settings, and what runs it; null where no server is ours. */
export function preparation(inputs: Inputs): {readonly client: SqlClient; readonly sql: readonly string[]} | null {
  const engine = engineOf(inputs.project);
  if (engine === null) return null;
  return {client: engine.client, sql: databasesOf(inputs).flatMap(access => engine.sql(access, inputs.project.database.extensions))};
}

/** Where a database is, and under which name what was done to it is recorded. */
interface Place {
  readonly volume: string;
  readonly record: string;
}

interface Recorded {
  readonly place: Place;
  /** Null when nothing was recorded since the volume was made. */
  readonly state: DatabaseState | null;
  /** Says so where the volume may be older than the record. */
  readonly unknown: string | null;
}

function databaseState(inputs: Inputs): Recorded {
  const {project, mode, observed} = inputs;
  const volume = databaseVolume(project, mode);
  const {name} = databaseOf(inputs);
  const isFile = engineOf(project) === null;
  const record = isFile ? volume : `${volume}/${name}`;
  const created = observed.volumes.find(one => one.name === volume)?.created;
  const recorded = observed.state.databases[record] ?? null;
  const isThere = isFile ? !inputs.databaseGone : created !== undefined && recorded?.created === created;
  const state = isThere ? recorded : null;
  const unknown = created === undefined || recorded !== null ? null : `.devenv has no record of ${name}`;
  return {place: {volume, record}, state, unknown};
}

function migrationsHash({project}: Inputs): string {
  const packages = project.dependencies.production.map(({content}) => content);
  return hash(project.migrations.hash, ...packages);
}

const never = 'nothing was migrated yet';

function becauseMigrate(files: readonly string[], {migrated, migrations}: DatabaseState): string {
  if (migrated === null) return never;
  const fresh = files.filter(file => !migrations.includes(file));
  if (fresh.length > 0) return `new: ${fresh.join(', ')}`;
  return files.length < migrations.length ? 'migrations were removed' : 'migrations, apps or packages changed';
}

function planCommands({project, mode}: Inputs, {place, state, unknown}: Recorded): readonly Step[] {
  const commands = project.afterMigrate.map(command => ({command, hash: hash(...command)}));
  return commands
    .filter(one => state?.commands?.includes(one.hash) !== true)
    .map(({command, hash: ofCommand}) => ({
      do: 'run-command' as const,
      composition: composeFile(mode),
      command,
      ...place,
      hash: ofCommand,
      because: unknown ?? 'it never ran on this database',
    }));
}

function planFixtures({project, fixtureHashes, mode}: Inputs, {place, state, unknown}: Recorded): readonly Step[] {
  const loaded = state?.fixtures ?? {};
  return project.fixtures
    .filter(file => loaded[file] !== fixtureHashes[file])
    .map(file => ({
      do: 'load-fixture' as const,
      composition: composeFile(mode),
      file,
      path: project.workdir === '' ? file : relative(project.workdir, file),
      ...place,
      hash: fixtureHashes[file] ?? '',
      because: loaded[file] === undefined ? (unknown ?? 'it was never loaded') : 'its content changed',
    }));
}

/** The path as seen from the work directory. */
function relative(workdir: string, file: string): string {
  if (file.startsWith(`${workdir}/`)) return file.slice(workdir.length + 1);
  return `${workdir
    .split('/')
    .map(() => '..')
    .join('/')}/${file}`;
}
