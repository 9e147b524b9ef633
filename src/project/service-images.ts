import {posix} from 'node:path';
import type {Database} from '../model/database';
import type {Proof} from '../model/proof';
import {engineSigns} from './engine-signs';
import {isPipeline} from './pipelines';
import {servicesByLine} from './services-by-line';
import type {Tree} from './tree';

/** An image that the project's own compose files or pipelines start beside Django. */
export interface ServiceImage {
  /** Without registry and organisation: "postgres", "postgis", "rabbitmq". */
  readonly name: string;
  /** As written; "" without one. */
  readonly tag: string;
  /** The service that runs it. */
  readonly service: string | null;
  readonly where: Proof;
}

const compose = /(^|\/)(docker-)?compose[\w.-]*\.ya?ml$|(^|\/)(local|dev|development)\.ya?ml$/;
const deepest = 4;
const largest = 200_000;

/** The images that compose files name, then those of pipelines; files for development first. */
export function listServiceImages(tree: Tree): readonly ServiceImage[] {
  const files = tree.files().filter(file => (compose.test(file) || isPipeline(file)) && file.split('/').length <= deepest);
  return files.sort((one, other) => rank(one) - rank(other)).flatMap(file => imagesIn(tree, file));
}

const stores: readonly (readonly [string, RegExp])[] = [
  ['redis', /^(redis|valkey|redis-stack(-server)?)$/],
  ['rabbitmq', /^rabbitmq$/],
  ['memcached', /^memcached$/],
];

/** Whether an image is that of a database, a broker or a cache. */
export function isStore({name}: ServiceImage): boolean {
  return [...engineSigns.map(({images}) => images), ...stores.map(([, pattern]) => pattern)].some(pattern => pattern.test(name));
}

/** The names by which the project's code may call a store, by devenv's own name for it; `db` is what runs the engine. */
export function aliasesIn(images: readonly ServiceImage[], engine: Database['engine']): Readonly<Record<string, readonly string[]>> {
  const [usual] = engineSigns;
  const database = engineSigns.find(signs => signs.engine === engine) ?? usual;
  const named = [['db', database.images] as const, ...stores].map(([store, pattern]) => {
    const services = images.filter(({name}) => pattern.test(name)).flatMap(({service}) => service ?? []);
    return [store, [...new Set(services)].filter(name => name !== store).sort()] as const;
  });
  return Object.fromEntries(named.filter(([, names]) => names.length > 0));
}

function rank(file: string): number {
  if (!compose.test(file)) return 4;
  return /prod|staging|deploy/.test(posix.basename(file)) ? 2 : /test|ci/.test(posix.basename(file)) ? 1 : 0;
}

/** The images that one such file names. */
export function imagesIn(tree: Tree, file: string): readonly ServiceImage[] {
  const content = tree.read(file) ?? '';
  if (content.length > largest || !/image:|services:/.test(content)) return [];
  const services = servicesByLine(content);
  return content.split('\n').flatMap((text, at) => {
    const named = /^\s*(?:-\s*)?(?:image:|-)\s*["']?([\w./${}:-]+?)["']?\s*(?:#.*)?$/.exec(text)?.[1];
    const parts = named === undefined ? null : /^(?:[\w.-]+(?::\d+)?\/)*([a-z][\w-]*)(?::(.+))?$/.exec(named);
    const name = parts?.[1];
    return name === undefined ? [] : [{name, tag: defaultOf(parts?.[2] ?? ''), service: services[at] ?? null, where: {file, line: at + 1}}];
  });
}

/** `${POSTGRES_VERSION:-15}` is 15. */
function defaultOf(tag: string): string {
  return /\$\{\w+:?-([^}]*)\}/.exec(tag)?.[1] ?? tag;
}
