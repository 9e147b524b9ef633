import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {parse} from 'yaml';
import {loadCatalog} from '../../src/catalog';
import type {Catalog} from '../../src/model/catalog';
import type {Observed, ObservedContainer, ObservedImage} from '../../src/model/observed';
import type {Plan} from '../../src/model/plan';
import type {Inputs} from '../../src/plan';
import {readProject} from '../../src/project';
import {plainSettings} from '../project/settings';

/** An engine on which nothing of the project is there, and no registry answers. */
const nothingThere: Observed = {
  engine: {remote: false},
  containers: [],
  images: [],
  volumes: [],
  networks: [],
  files: {},
  port: {chosen: 8000, busy: []},
  state: {ports: {}, databases: {}},
  registry: {answers: false, because: 'no image registry answers'},
  interpreters: [],
};

/** Inputs for a directory, with everything that differs from machine to machine made plain. */
export async function inputsFor(directory: string, changes: Partial<Inputs> = {}): Promise<Inputs> {
  const project = await readProject(join(__dirname, '../..', directory), plainSettings);
  const fixtureHashes = Object.fromEntries(project.fixtures.map(file => [file, `hash of ${file}`]));
  return {
    settings: plainSettings,
    project: {...project, root: '/home/ada/site', id: 'site-1a2b3c4d'},
    env: {file: null, trust: 'none', hash: '', variables: [], warnings: [], review: []},
    catalog: await plainCatalog(),
    observed: nothingThere,
    mode: 'development',
    user: {uid: 1000, gid: 1000},
    tree: 'hash of the code',
    assets: project.assets === null ? null : {tree: 'hash of the front end', built: null},
    ignore: null,
    fixtureHashes,
    absentDirectories: [],
    databaseGone: false,
    ...changes,
  };
}

/** What we ship with hashes that do not change whenever an image does. */
async function plainCatalog(): Promise<Catalog> {
  const catalog = await loadCatalog();
  const plain = (name: string) => createHash('sha256').update(name).digest('hex');
  const images = Object.entries(catalog.images).map(([name]) => [name, {directory: `/opt/devenv/images/${name}`, hash: plain(name)}]);
  return {...catalog, version: '1.0.0', images: Object.fromEntries(images) as Catalog['images']};
}

/** What is there after a plan was performed: the next plan must find nothing to do. */
export function after(inputs: Inputs, plan: Plan): Observed {
  const {observed, project, mode} = inputs;
  const files: Record<string, string> = {...observed.files};
  const images: ObservedImage[] = [...observed.images];
  const containers: ObservedContainer[] = [...observed.containers];
  const volume = `${mode === 'production' ? `${project.id}-production` : project.id}_db`;
  let state = observed.state;
  const record = (name: string, change: object) => {
    const before = state.databases[name] ?? {created: 'today', prepared: null, migrated: null, migrations: [], fixtures: {}, rows: {}};
    state = {...state, databases: {...state.databases, [name]: {...before, ...change}}};
    return state.databases[name];
  };
  for (const step of plan.steps) {
    if (step.do === 'write-files') for (const {path, content} of step.files) files[path] = content;
    if (step.do === 'bootstrap-base' || step.do === 'build-base' || step.do === 'build-image')
      images.push({id: step.image, tags: [step.image], labels: step.labels, created: images.length});
    if (step.do === 'remove-images')
      images.splice(0, images.length, ...images.filter(({tags}) => !tags.some(tag => step.images.includes(tag))));
    if (step.do === 'prepare-database') record(step.record, {prepared: step.hash});
    if (step.do === 'migrate') record(step.record, {migrated: step.hash, migrations: step.files});
    if (step.do === 'load-fixture') record(step.record, {fixtures: {...record(step.record, {})?.fixtures, [step.file]: step.hash}});
    if (step.do === 'start-services') containers.push(...step.services.map(service => started(service, files[step.composition] ?? '')));
  }
  const replaced = new Map(containers.map(container => [container.service, container]));
  return {
    ...observed,
    files,
    images,
    containers: [...replaced.values()],
    volumes: [{name: volume, created: 'today', labels: {}}],
    state,
    registry: null,
  };
}

function started(service: string, compose: string): ObservedContainer {
  const {services} = parse(compose) as {services: Record<string, {image: string; labels: Record<string, string>}>};
  const definition = services[service];
  return {
    id: service,
    service,
    state: 'running',
    health: 'healthy',
    status: 'Up 1 second (healthy)',
    image: definition?.image ?? '',
    imageId: definition?.image ?? '',
    labels: definition?.labels ?? {},
    ports: service === 'nginx' ? [{host: 8000, container: 80}] : [],
    created: 0,
  };
}
