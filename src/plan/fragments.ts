import {parse} from 'yaml';
import {commentOf, unescapeDollars} from './compose-text';
import {engineOf} from './engines';
import type {Inputs} from './inputs';
import {processesOf} from './services';

/** A service as Compose reads it. */
export type Definition = Readonly<Record<string, unknown>>;

/** What each service is for, as its fragment says. */
export function commentsOf(inputs: Inputs): Readonly<Record<string, string>> {
  const comments = Object.fromEntries(Object.entries(inputs.catalog.fragments).map(([name, text]) => [name, commentOf(text)]));
  return {...comments, db: comments[fragmentName(inputs, 'db')] ?? ''};
}

export interface Fragment {
  readonly services?: Readonly<Record<string, Definition>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

/** Which file of compose/ a service begins with: workers of one kind share one, and each engine has its own. */
export function fragmentName(inputs: Inputs, name: string): string {
  if (name === 'db') return engineOf(inputs.project)?.fragment ?? name;
  const process = processesOf(inputs).find(one => one.name === name);
  return process === undefined ? name : (process.celery ?? 'process');
}

export function fragmentOf({catalog, settings}: Inputs, name: string): {service: Definition; volumes: readonly string[]} {
  const given = settings.services[name]?.compose;
  if (given !== undefined) return {service: given, volumes: namedVolumes(given)};
  const fragment = parse(catalog.fragments[name] ?? '') as Fragment | null;
  const service = fragment?.services?.[name];
  if (service === undefined) throw new Error(`compose/${name}.yaml has no service ${name}`);
  return {service: unescapeDollars(service), volumes: Object.keys(fragment?.volumes ?? {})};
}

/** Volumes of a service that are no paths. */
function namedVolumes(service: Definition): readonly string[] {
  const mounts = Array.isArray(service['volumes']) ? (service['volumes'] as readonly unknown[]) : [];
  return mounts.flatMap(mount => (typeof mount === 'string' && /^[A-Za-z0-9][\w.-]*:/.test(mount) ? [mount.split(':')[0] ?? ''] : []));
}

/** The names that the project's own compose file gives to a store, besides those of the fragment. */
export function withAliases({project}: Inputs, name: string, service: Definition): Definition {
  const own = project.aliases[name];
  if (own === undefined) return {};
  const networks = service['networks'] as {readonly default?: {readonly aliases?: readonly string[]}} | undefined;
  return {networks: {default: {aliases: [...new Set([...(networks?.default?.aliases ?? []), ...own])]}}};
}

/** What a store of ours is told; those of devenv.yaml say all by themselves. */
export function storeEnvironment({project}: Inputs, name: string): Definition {
  const {user = 'guest', password = 'guest', vhost = '/'} = project.rabbitmq ?? {};
  if (name === 'db') return {environment: engineOf(project)?.environment(project) ?? {}};
  if (name !== 'rabbitmq') return {};
  return {environment: {RABBITMQ_DEFAULT_USER: user, RABBITMQ_DEFAULT_PASS: password, RABBITMQ_DEFAULT_VHOST: vhost}};
}
