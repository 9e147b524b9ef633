import {readFileSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import type {Mode} from '../model/mode';
import type {Observed, ObservedImage, ObservedVolume} from '../model/observed';
import {isRemote, type Endpoint} from './connect';
import {observeContainers} from './containers';
import {choosePort} from './ports';
import {ask, filters} from './socket';
import {readState} from './state';

/** What is there of one project, in calls that run at once. */
export async function observe(
  endpoint: Endpoint,
  project: {readonly id: string; readonly root: string},
  mode: Mode,
  preferredPort: number,
): Promise<Observed> {
  const own = filters({label: [`devenv.project=${project.id}`]});
  const directory = join(project.root, '.devenv');
  const [containers, images, volumes, networks] = await Promise.all([
    observeContainers(endpoint, [`devenv.project=${project.id}`]),
    ask<RawImage[]>(endpoint, `/images/json?filters=${filters({label: ['devenv.role']})}`),
    ask<{Volumes: RawVolume[] | null}>(endpoint, `/volumes?filters=${own}`),
    ask<{Name: string}[]>(endpoint, `/networks?filters=${own}`),
  ]);
  const state = readState(directory);
  return {
    engine: {remote: isRemote(endpoint)},
    containers,
    images: images.map(toImage),
    volumes: (volumes.Volumes ?? []).map(toVolume),
    networks: networks.map(({Name}) => Name),
    files: readGenerated(directory),
    port: await choosePort(
      endpoint,
      containers.filter(({labels}) => labels['devenv.mode'] === mode),
      state.ports[mode] ?? null,
      preferredPort,
    ),
    state,
    registry: null,
    interpreters: [],
  };
}

interface RawImage {
  readonly Id: string;
  readonly RepoTags: readonly string[] | null;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly Created: number;
}

interface RawVolume {
  readonly Name: string;
  readonly CreatedAt?: string;
  readonly Labels: Readonly<Record<string, string>> | null;
}

function toImage({Id, RepoTags, Labels, Created}: RawImage): ObservedImage {
  return {id: Id, tags: RepoTags ?? [], labels: Labels ?? {}, created: Created};
}

function toVolume({Name, CreatedAt, Labels}: RawVolume): ObservedVolume {
  return {name: Name, created: CreatedAt ?? '', labels: Labels ?? {}};
}

function readGenerated(directory: string): Readonly<Record<string, string>> {
  if (!statSync(directory, {throwIfNoEntry: false})?.isDirectory()) return {};
  const names = readdirSync(directory, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile());
  // What the front end's build made and the text of packages are not ours.
  const foreign = ['assets', 'packages'].map(name => join(directory, name, '/'));
  const isOurs = (path: string): boolean => path === join(directory, 'packages/made-from') || !foreign.some(one => path.startsWith(one));
  const paths = names.map(entry => join(entry.parentPath, entry.name)).filter(isOurs);
  return Object.fromEntries(paths.map(path => [path.slice(directory.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]));
}
