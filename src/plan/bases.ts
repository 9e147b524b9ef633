import type {Interpreter, Observed} from '../model/observed';
import {DevenvError} from '../model/errors';
import type {AptSource, Step} from '../model/plan';
import {hash} from './hash';
import type {Inputs} from './inputs';
import {databaseBases, officialMysql, officialPostgres} from './store-images';
import {rowOf} from './pythons';

export type BaseName = 'python' | 'postgres' | 'postgis' | 'pgvector' | 'mariadb' | 'redis' | 'rabbitmq' | 'memcached' | 'nginx';

/** Image references of the bases, and the steps that make those that are missing. */
export interface Bases {
  readonly images: Readonly<Record<BaseName, string>>;
  readonly steps: readonly Step[];
  /** Debian packages with the C headers of its Python; none where the image has them. */
  readonly headers: readonly string[];
}

/** Label of a built image that tells where its base came from. */
export const sourceLabel = 'devenv.source';

/** Which Debian suite carries which Python; facts of 2026, one release of Debian carries one Python. */
const suites: Readonly<Record<string, string>> = {'3.9': 'bullseye', '3.11': 'bookworm', '3.13': 'trixie', '3.14': 'forky'};
/** The release that pyenv's Pythons and the like are put on: those of 2026 link its libraries. */
const interpreterSuite = 'bookworm';

/**
 * Plans the base images.
 * @throws DevenvError `usage` when no registry answers, and no Debian suite and no interpreter of this machine is the project's Python.
 */
export function planBases(inputs: Inputs, needed: readonly BaseName[]): Bases {
  return sourceOf(inputs) === 'registry' ? officialBases(inputs) : debianBases(inputs, needed);
}

export function sourceOf({settings, observed, project}: Inputs): 'registry' | 'debian' {
  if (settings.images.source !== 'auto') return settings.images.source;
  const own = observed.images.filter(({labels}) => labels['devenv.project'] === project.id);
  return earlierSource(own) ?? (observed.registry?.answers === true ? 'registry' : 'debian');
}

/** A project stays with the source that its images were built from. */
function earlierSource(images: Observed['images']): 'registry' | 'debian' | null {
  const label = images.map(({labels}) => labels[sourceLabel]).find(source => source !== undefined);
  return label === 'registry' || label === 'debian' ? label : null;
}

/** The official images, each with the digest that devenv.lock has for it. */
function officialBases(inputs: Inputs): Bases {
  const digests = inputs.project.lock?.images ?? {};
  const pin = (image: string) => (image in digests ? `${image}@${digests[image] ?? ''}` : image);
  const images = Object.entries(officialImages(inputs)).map(([name, image]) => [name, pin(image)]);
  return {images: Object.fromEntries(images) as Bases['images'], steps: [], headers: []};
}

/** The references of the official images, by tag. */
export function officialImages({settings, project}: Pick<Inputs, 'settings' | 'project'>): Bases['images'] {
  const prefix = settings.images.registry === null ? '' : `${settings.images.registry}/`;
  return {
    python: `${prefix}python:${project.python.version}-slim-${rowOf(project.python.version).suite}`,
    ...officialPostgres(project.database.version ?? '17', prefix),
    mariadb: officialMysql(project.database, prefix),
    redis: `${prefix}redis:7`,
    rabbitmq: `${prefix}rabbitmq:3.13`,
    memcached: `${prefix}memcached:1.6`,
    nginx: `${prefix}nginx:1.28`,
  };
}

function debianBases(inputs: Inputs, needed: readonly BaseName[]): Bases {
  const suite = suiteOf(inputs);
  const {images: shipped} = inputs.catalog;
  const root = `devenv/debian:${suite}-${shipped['debian']?.hash.slice(0, 8) ?? ''}`;
  const name = (base: BaseName, on = root) => `devenv/${base}:${suite}-${hash(on, shipped[base]?.hash ?? '').slice(0, 8)}`;
  const own = takesInterpreter(inputs);
  const stores = debianStores(inputs, name);
  const images = {...stores.images, python: own ? interpreterImage(inputs, root) : name('python'), nginx: name('nginx')};
  const steps: Step[] = [];
  for (const base of needed) {
    if (hasImage(inputs, images[base])) continue;
    const isInterpreter = own && base === 'python';
    const interpreter = isInterpreter ? chooseInterpreter(inputs) : null;
    steps.push({
      do: 'build-base',
      image: images[base],
      base: stores.below[base] ?? root,
      context: shipped[isInterpreter ? 'interpreter' : base]?.directory ?? '',
      suite,
      interpreter: interpreter && {...interpreter, tools: rowOf(inputs.project.python.version).tools},
      labels: {'devenv.role': 'base', 'devenv.base': base},
      because: interpreter
        ? `Python ${interpreter.version} of ${interpreter.directory} is put on Debian ${suite}, as no release of Debian has it`
        : `no ${base} image of Debian ${suite} is here yet`,
    });
  }
  if (steps.length > 0 && !hasImage(inputs, root)) steps.unshift(bootstrap(inputs, root, suite));
  return {images, steps, headers: own ? [] : ['python3-dev']};
}

/** The stores' images, and what Postgres' extensions are laid over. */
function debianStores({project}: Inputs, name: (base: BaseName, on?: string) => string) {
  const postgres = name('postgres');
  const postgis = name('postgis', postgres);
  const below = databaseBases(project.database).includes('postgis') ? postgis : postgres;
  const images = {
    postgres,
    postgis,
    pgvector: name('pgvector', below),
    mariadb: name('mariadb'),
    redis: name('redis'),
    rabbitmq: name('rabbitmq'),
    memcached: name('memcached'),
  };
  const bases: Readonly<Partial<Record<BaseName, string>>> = {postgis: postgres, pgvector: below};
  return {images, below: bases};
}

function interpreterImage({catalog, project, settings}: Inputs, root: string): string {
  const {version} = project.python;
  const content = hash(root, catalog.images['interpreter']?.hash ?? '', settings.images.python.directory ?? '', ...rowOf(version).tools);
  return `devenv/python:${interpreterSuite}-${version}-${content.slice(0, 8)}`;
}

/** The newest patch release of the project's Python that this machine has. */
function chooseInterpreter(inputs: Inputs): Interpreter {
  const {observed, project} = inputs;
  const {version} = project.python;
  const fitting = observed.interpreters.filter(one => one.version === version || one.version.startsWith(`${version}.`));
  const patch = (one: Interpreter) => Number(one.version.split('.')[2] ?? 0);
  const newest = [...fitting].sort((a, b) => patch(b) - patch(a))[0];
  if (newest !== undefined) return newest;
  throw noPython(inputs);
}

function bootstrap({catalog, observed, settings}: Inputs, image: string, suite: string): Step {
  const reason =
    settings.images.source === 'debian'
      ? 'devenv.yaml asks for Debian packages'
      : (observed.registry?.because ?? 'no image registry answers');
  return {
    do: 'bootstrap-base',
    image,
    suite,
    script: `${catalog.images['debian']?.directory ?? ''}/bootstrap.sh`,
    labels: {'devenv.role': 'base', 'devenv.base': 'debian'},
    because: `${reason}: base images are made from Debian ${suite} packages`,
  };
}

function suiteOf({project, settings}: Inputs): string {
  return settings.images.python.directory === null ? (suites[project.python.version] ?? interpreterSuite) : interpreterSuite;
}

/** Whether the project's Python comes from a directory of this machine. */
function takesInterpreter({project, settings}: Inputs): boolean {
  return settings.images.python.directory !== null || !(project.python.version in suites);
}

function noPython({project, settings, observed}: Inputs): DevenvError {
  const {directory} = settings.images.python;
  const {version} = project.python;
  const found = observed.interpreters.map(one => one.version).join(', ');
  const what =
    directory === null
      ? `No Debian release and no interpreter of this machine is Python ${version}, and no image registry answers`
      : `images.python.directory in devenv.yaml is ${directory}, which has ${found === '' ? 'no bin/python3' : `Python ${found}`}, not ${version}`;
  return new DevenvError('usage', what, {
    where: project.proofs['python']?.[0] ?? null,
    next: [
      `At hand are ${Object.keys(suites).join(', ')} from Debian${found === '' || directory !== null ? '' : ` and ${found} from pyenv`}: name one under python: in devenv.yaml`,
      `or install it: pyenv install ${version}; elsewhere name its directory under images.python.directory`,
      'or name a registry with the official images under images.registry',
    ],
  });
}

/** Debian base images have no sources of their own; official ones do. Asked only where packages are wanted. */
export function aptSource(inputs: Inputs, packages: readonly string[]): AptSource | null {
  if (packages.length === 0 || sourceOf(inputs) === 'registry') return null;
  return {suite: suiteOf(inputs), scripts: inputs.catalog.images['debian']?.directory ?? ''};
}

export function hasImage({observed}: Inputs, image: string): boolean {
  return observed.images.some(seen => seen.tags.includes(image));
}

/** Whether it must be found out if an image registry answers: where nothing was built yet and devenv.yaml leaves it open. */
export function mustAskRegistry({settings, observed, project}: Inputs): boolean {
  const own = observed.images.filter(({labels}) => labels['devenv.project'] === project.id);
  return settings.images.source === 'auto' && earlierSource(own) === null;
}

/** Whether the Pythons of this machine must be listed: where a base image is made of one. */
export function mustFindInterpreters(inputs: Inputs): boolean {
  return takesInterpreter(inputs) && sourceOf(inputs) === 'debian';
}
