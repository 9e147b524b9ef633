import {existsSync, readFileSync, statSync} from 'node:fs';
import {createHash} from 'node:crypto';
import {basename, isAbsolute, join} from 'node:path';
import {loadCatalog} from './catalog';
import {configFiles, loadSettings} from './config';
import {findEndpoint, findInterpreters, observe, readBuilt, registryAnswers} from './engine';
import {findEnvFile, readEnv, refuseTracked, withDotenv} from './env';
import type {Catalog} from './model/catalog';
import type {Env} from './model/env';
import type {Mode} from './model/mode';
import type {Observed} from './model/observed';
import type {Project} from './model/project';
import type {Proof} from './model/proof';
import type {Settings} from './model/settings';
import {
  ignoreForAssets,
  ignoreForCode,
  listsNothing,
  mustAskRegistry,
  mustFindInterpreters,
  placeholdersOf,
  shippedProject,
  type Inputs,
} from './plan';
import {findRoot, hashTree, projectId, readNeeded, readProject} from './project';

/** What is known without the engine. */
export interface Sources {
  readonly root: string;
  readonly settings: Settings;
  readonly project: Project;
  readonly catalog: Catalog;
}

/** Who the project is, read without its code: enough to stop it. */
export async function readIdentity(directory: string): Promise<{readonly id: string; readonly name: string; readonly root: string}> {
  const {directory: root} = await findRoot(directory, configFiles);
  const {name} = await loadSettings(root);
  return {root, name: name ?? basename(root), id: projectId(root, basename(root))};
}

/** Reads devenv.yaml, the work tree and what we ship. */
export async function readSources(directory: string, withGit = false): Promise<Sources> {
  const {directory: root} = await findRoot(directory, configFiles);
  const [settings, catalog] = await Promise.all([loadSettings(root), loadCatalog()]);
  return {root, settings, catalog, project: await readProject(root, settings, {git: withGit})};
}

/**
 * Reads everything that a plan depends on.
 * @param withCode whether an image with the code is asked for, which needs the hash of the work tree
 */
export async function readInputs(directory: string, mode: Mode, withCode: boolean): Promise<Inputs> {
  const sources = await readSources(directory, withCode);
  const {root, project, settings} = sources;
  const endpoint = findEndpoint(process.env);
  const built = readBuilt(join(root, '.devenv'));
  const [read, seen, assets, tree] = await Promise.all([
    withEnv(sources, mode),
    observe(endpoint, project, mode, settings.port),
    project.assets === null ? null : hashTree(root, ignoreForAssets(project, built?.files ?? [])),
    withCode ? hashTree(root, ignoreForCode(project, readIfThere(join(root, '.dockerignore')), built?.files)) : null,
  ]);
  const inputs = {...read, observed: seen, assets: assets && {tree: assets.hash, built}, tree: tree?.hash ?? null};
  const registry = mustAskRegistry(inputs) ? await registryAnswers(endpoint, settings.images) : null;
  const asked = {...inputs, observed: {...seen, registry}};
  if (!mustFindInterpreters(asked)) return asked;
  const interpreters = findInterpreters(settings.images.python.directory, process.env);
  return {...asked, observed: {...asked.observed, interpreters}};
}

/** Reads what decides the values that the services get; for this no engine has to run. */
export async function readValues(directory: string, mode: Mode): Promise<Inputs> {
  return withEnv(await readSources(directory), mode);
}

/** The variables that development gives a placeholder. Who has an .envrc gets none, so nothing of it has to run to know. */
export async function readPlaceholders(sources: Sources): Promise<readonly {readonly name: string; readonly where: Proof}[]> {
  if (findEnvFile(sources.root, sources.project.workdir, 'development') !== null) return [];
  return placeholdersOf(await withEnv(sources, 'development')).map(({name, where}) => ({name, where}));
}

/** Everything but what the engine and the registries say. */
async function withEnv(sources: Sources, mode: Mode): Promise<Inputs> {
  const {root, settings, catalog} = sources;
  const project = mode === 'production' ? shippedProject(sources.project) : sources.project;
  return {
    settings,
    project,
    env: await readVariables(sources, mode),
    catalog,
    observed: nothingObserved,
    mode,
    user: userOf(root),
    tree: null,
    assets: null,
    ignore: readIfThere(join(root, '.dockerignore')),
    fixtureHashes: hashFixtures(project),
    absentDirectories: project.directories.filter(directory => !existsSync(join(root, directory))),
    databaseGone: isDatabaseGone(project),
    ...(listsNothing(project) ? {needed: readNeeded(project)} : {}),
  };
}

const nothingObserved: Observed = {
  ...{engine: {remote: false}, containers: [], images: [], volumes: [], networks: [], files: {}},
  ...{port: {chosen: 0, busy: []}, state: {ports: {}, databases: {}}, registry: null, interpreters: []},
};

async function readVariables({root, project, settings}: Sources, mode: Mode): Promise<Env> {
  const env = await readEnv(root, project.workdir, mode, process.env, settings.envrc);
  return withDotenv(root, project.dotenv ?? [], mode)(await refuseTracked(root, mode, settings.server_envrc.allow_tracked)(env));
}

/** The invoking user; behind sudo, and for root in somebody's work tree, the one who owns the tree. */
function userOf(root: string): {uid: number; gid: number} {
  const uid = process.getuid?.() ?? 1000;
  const gid = process.getgid?.() ?? 1000;
  if (uid !== 0) return {uid, gid};
  const owner = statSync(root);
  return {uid: owner.uid, gid: owner.gid};
}

/** A path of the settings is relative to the root, a bare name to the work directory. */
function isDatabaseGone({root, workdir, database}: Project): boolean {
  const name = database.engine === 'sqlite' ? database.parts['NAME'] : undefined;
  if (name?.from !== 'literal' || isAbsolute(name.value)) return false;
  return !existsSync(join(root, name.value)) && !existsSync(join(root, workdir, name.value));
}

function hashFixtures(project: Project): Readonly<Record<string, string>> {
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(project.root, file)))
      .digest('hex');
  return Object.fromEntries(project.fixtures.map(file => [file, hash(file)]));
}

function readIfThere(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
