import type {Step} from '../model/plan';
import {databaseOf, databaseSql} from './database';
import {hash} from './hash';
import type {Inputs} from './inputs';
import {composeFile, databaseVolume} from './names';

/** The role and database, the migrations, the fixtures: each once for its content and for that very volume. */
export function planDatabase(inputs: Inputs, options: {readonly fixtures: boolean}): readonly Step[] {
  const {project, mode} = inputs;
  if (project.database.engine === null) return [];
  const composition = composeFile(mode);
  const {volume, state} = databaseState(inputs);
  const steps: Step[] = [];
  if (project.database.engine === 'postgresql') {
    const sql = databaseSql(databaseOf(inputs));
    const prepared = hash(...sql);
    if (state?.prepared !== prepared) {
      steps.push({
        do: 'prepare-database',
        composition,
        sql,
        volume,
        hash: prepared,
        because: state === null ? 'the volume is new' : 'its name, role or password changed',
      });
    }
  }
  const migrations = migrationsHash(inputs);
  if (state?.migrated !== migrations) {
    const {files} = project.migrations;
    steps.push({
      do: 'migrate',
      composition,
      vendor: project.database.engine,
      volume,
      hash: migrations,
      files,
      because: becauseMigrate(files, state?.migrations ?? null),
    });
  }
  if (options.fixtures && mode === 'development') steps.push(...planFixtures(inputs, volume, state?.fixtures ?? {}));
  return steps;
}

/** What was recorded for the volume that is there now; nothing when it was made anew. */
function databaseState({project, mode, observed}: Inputs) {
  const name = databaseVolume(project, mode);
  const created = observed.volumes.find(volume => volume.name === name)?.created;
  const recorded = observed.state.databases[name] ?? null;
  const isSame = project.database.engine === 'sqlite' || (created !== undefined && recorded?.created === created);
  return {volume: name, state: isSame ? recorded : null};
}

function migrationsHash({project}: Inputs): string {
  const packages = project.dependencies.production.map(({content}) => content);
  return hash(project.migrations.hash, ...packages);
}

function becauseMigrate(files: readonly string[], applied: readonly string[] | null): string {
  if (applied === null) return 'nothing was migrated yet';
  const fresh = files.filter(file => !applied.includes(file));
  if (fresh.length > 0) return `new: ${fresh.join(', ')}`;
  return files.length < applied.length ? 'migrations were removed' : 'migrations, apps or packages changed';
}

function planFixtures({project, fixtureHashes, mode}: Inputs, volume: string, loaded: Readonly<Record<string, string>>): readonly Step[] {
  return project.fixtures
    .filter(file => loaded[file] !== fixtureHashes[file])
    .map(file => ({
      do: 'load-fixture' as const,
      composition: composeFile(mode),
      file,
      path: project.workdir === '' ? file : relative(project.workdir, file),
      volume,
      hash: fixtureHashes[file] ?? '',
      because: loaded[file] === undefined ? 'it was never loaded' : 'its content changed',
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
