import type {GeneratedFile, Plan, Step} from '../model/plan';
import {becauseService} from './because';
import {renderCompose, environmentOf, hashLabel, type Composition, type Images} from './compose';
import {databaseOf, databaseSql} from './database';
import {ignoreText} from './dockerignore';
import type {Target} from './dockerfile';
import {accountFiles, ownIgnore, planFiles, scriptFiles, shellExports} from './files';
import {hash} from './hash';
import {planImages, type PlannedImages} from './images';
import type {Inputs} from './inputs';
import {composeFile, databaseVolume} from './names';
import {renderNginx} from './nginx';
import {serviceNames} from './services';
import {refuseMissing} from './missing';

export interface UpOptions {
  /** Build images although they are there. */
  readonly build: boolean;
  readonly fixtures: boolean;
}

/**
 * Plans `devenv up`: files, images, stores, database, then the services of the project's code.
 * @throws DevenvError `env` when the settings require a variable that nothing sets; `usage` when no base image fits.
 */
export function planUp(inputs: Inputs, options: UpOptions): Plan {
  refuseMissing(inputs);
  const targets: readonly Target[] = inputs.mode === 'development' ? ['dev'] : ['app', 'nginx'];
  const planned = planImages(inputs, targets, options.build);
  const mounted = mountedFiles(inputs);
  const composition = renderCompose(inputs, imagesOf(inputs, planned), contentsOf(mounted));
  const start = starter(inputs, planned, composition, options, contentsOf(mounted));
  const steps = [
    ...planFiles(inputs, [
      ownIgnore,
      ...mounted,
      ...buildFiles(inputs, planned),
      {path: composeFile(inputs.mode), content: composition.text, mode: 0o600},
    ]),
    ...planned.bases.steps,
    ...planned.steps,
    ...start(['db', 'redis']),
    ...planDatabase(inputs, options),
    ...start(['web', 'worker', 'beat', 'nginx']),
    ...removeSuperfluous(inputs),
  ];
  return {project: inputs.project.id, mode: inputs.mode, steps};
}

function imagesOf({mode}: Inputs, {bases, reference}: PlannedImages): Images {
  const code = reference(mode === 'development' ? 'dev' : 'app');
  const nginx = mode === 'development' ? bases.images.nginx : reference('nginx');
  return {db: bases.images.postgres, redis: bases.images.redis, web: code, worker: code, beat: code, nginx};
}

/** Files that containers mount. */
function mountedFiles(inputs: Inputs): readonly GeneratedFile[] {
  if (inputs.mode === 'production') return [{path: 'production.env.sh', content: shellExports(environmentOf(inputs, 'web')), mode: 0o440}];
  return [{path: 'nginx.conf', content: renderNginx(inputs.project, 'development'), mode: 0o644}, ...accountFiles(inputs)];
}

/** Files that builds read. */
export function buildFiles(inputs: Inputs, {dockerfile}: PlannedImages): readonly GeneratedFile[] {
  return [
    {path: 'Dockerfile', content: dockerfile.text, mode: 0o644},
    {path: 'Dockerfile.dockerignore', content: ignoreText(inputs.project, inputs.ignore), mode: 0o644},
    {path: 'nginx.production.conf', content: renderNginx(inputs.project, 'production'), mode: 0o644},
    ...scriptFiles(inputs.catalog.scripts),
  ];
}

function contentsOf(files: readonly GeneratedFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({path, content}) => [path, content]));
}

/** Returns a function that plans the start of some services: those that are missing, differ, are stopped or ill. */
function starter(
  inputs: Inputs,
  planned: PlannedImages,
  composition: Composition,
  options: UpOptions,
  files: Readonly<Record<string, string>>,
) {
  const imageReason = (name: string) => planned.because[name === 'nginx' ? 'nginx' : inputs.mode === 'development' ? 'dev' : 'app'] ?? null;
  return (names: readonly string[]): readonly Step[] => {
    const reasons = new Map<string, string[]>();
    const restart: string[] = [];
    for (const name of names) {
      const definition = composition.services[name];
      if (definition === undefined) continue;
      const container = inputs.observed.containers.find(({service, labels}) => service === name && labels['devenv.mode'] === inputs.mode);
      let reason: string | null = null;
      if (container === undefined) reason = 'not there yet';
      else if (container.labels[hashLabel] !== (definition['labels'] as Record<string, string>)[hashLabel])
        reason = becauseService(container, definition, imageReason(name), files);
      else if (options.build && imageReason(name) !== null) reason = imageReason(name);
      else if (container.state !== 'running') reason = 'stopped';
      else if (container.health === 'starting') reason = 'not healthy yet';
      else if (container.health === 'unhealthy') reason = 'unhealthy';
      if (reason === 'unhealthy') restart.push(name);
      if (reason !== null) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
    }
    if (reasons.size === 0) return [];
    const because =
      reasons.size === 1
        ? [...reasons.keys()].join('')
        : [...reasons].map(([reason, services]) => `${services.join(', ')}: ${reason}`).join('; ');
    const order = names.filter(name => [...reasons.values()].flat().includes(name));
    return [{do: 'start-services', composition: composeFile(inputs.mode), services: order, restart, because}];
  };
}

/** The role and database, the migrations, the fixtures: each once for its content and for that very volume. */
function planDatabase(inputs: Inputs, options: UpOptions): readonly Step[] {
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

function removeSuperfluous(inputs: Inputs): readonly Step[] {
  const wanted: readonly string[] = serviceNames(inputs);
  const services = inputs.observed.containers
    .filter(({service, labels}) => labels['devenv.mode'] === inputs.mode && !wanted.includes(service))
    .map(({service}) => service);
  if (services.length === 0) return [];
  return [{do: 'remove-containers', composition: composeFile(inputs.mode), services, because: 'the project needs them no more'}];
}
