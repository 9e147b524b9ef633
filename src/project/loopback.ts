import type {Loopback} from '../model/loopback';
import type {Database} from '../model/database';
import type {Proof} from '../model/proof';
import {likeliest} from './python-source/choice';
import type {Code} from './python-source/code';
import {makeProgram} from './python-source/program';
import {stringOf, type Value} from './python-source/value';
import type {DjangoSettingsModule} from './settings';

type Store = Loopback['store'] | 'mysql';
interface Place {
  /** As the text says it: `db` is Postgres here. */
  readonly store: Store;
  readonly port: number;
}

type Proven = Place & {readonly where: Proof};

const local = /^(localhost|127\.0\.0\.1|\[?::1\]?|0\.0\.0\.0)$/;
const ports: Readonly<Record<Store, number>> = {db: 5432, mysql: 3306, redis: 6379, rabbitmq: 5672, memcached: 11211};
/** What a URL's scheme or a setting's name says about whom it is for. */
const told: readonly (readonly [RegExp, Store])[] = [
  [/rabbit|amqp/i, 'rabbitmq'],
  [/memcache/i, 'memcached'],
  [/redis|valkey|(^|_)RQ_|HUEY|Q_CLUSTER|CHANNEL_LAYERS/i, 'redis'],
  [/postg|psql|pgsql/i, 'db'],
  [/mysql|mariadb/i, 'mysql'],
];
const deepest = 6;

/**
 * The stores that the code looks for on this machine in its own text, in the settings and where the celery application
 * is made: no variable can say otherwise.
 */
export function findLoopback(
  tree: Code,
  workdir: string,
  {scope}: DjangoSettingsModule,
  {engine, parts, others}: Pick<Database, 'engine' | 'parts' | 'others'>,
): readonly Loopback[] {
  const served = engine === 'mysql' ? 'mysql' : 'db';
  const databases = [parts, ...others.map(other => other.parts)].flatMap(one => inDatabase(one, served));
  const where = scope.get('DATABASES')?.where;
  const places = [
    ...databases.flatMap(place => (where === undefined ? [] : [{...place, where}])),
    ...[...scope].flatMap(([name, binding]) =>
      name === 'DATABASES'
        ? []
        : [...inValue(name, likeliest(binding.value), 0), ...ofPair(name, scope)].map(place => ({...place, where: binding.where})),
    ),
    ...inCelery(tree, workdir),
  ];
  const found = places.flatMap(({store, ...place}): readonly Loopback[] => {
    if (store !== 'db' && store !== 'mysql') return [{...place, store}];
    return store === served ? [{...place, store: 'db'}] : [];
  });
  return found.filter(({store, port}, at) => found.findIndex(one => one.store === store && one.port === port) === at);
}

function inDatabase(parts: Database['parts'], served: 'db' | 'mysql'): readonly Place[] {
  const literal = (key: string): string | null => (parts[key]?.from === 'literal' ? parts[key].value : null);
  const url = literal('URL');
  if (url !== null) return inText(url).filter(({store}) => store === served);
  return local.test(literal('HOST') ?? '') ? [{store: served, port: Number(literal('PORT') ?? '') || ports[served]}] : [];
}

/** REDIS_HOST = "localhost" with REDIS_PORT beside it. */
function ofPair(name: string, scope: DjangoSettingsModule['scope']): readonly Place[] {
  const host = scope.get(name);
  if (!name.endsWith('_HOST') || host === undefined || !isLocal(likeliest(host.value))) return [];
  const port = scope.get(name.replace(/_HOST$/, '_PORT'));
  return atPort(name, port && likeliest(port.value));
}

function inValue(name: string, value: Value, depth: number): readonly Place[] {
  if (depth > deepest) return [];
  const within = (values: readonly Value[]) => values.flatMap(one => inValue(name, likeliest(one), depth + 1));
  switch (value.kind) {
    case 'const':
      return inText(stringOf(value) ?? '');
    case 'url':
      return within([value.of]);
    case 'list':
      return [
        ...(value.items[0] && isLocal(value.items[0]) && value.items.length === 2 ? atPort(name, value.items[1]) : []),
        ...within(value.items),
      ];
    case 'dict':
      return [
        ...inNamed(
          name,
          value.entries.map(({key, value: part}) => [stringOf(key) ?? '', part]),
        ),
        ...within(value.entries.map(entry => entry.value)),
      ];
    case 'call':
      return [...inNamed(name, [...value.args.keywords]), ...within([...value.args.positional, ...value.args.keywords.values()])];
    default:
      return [];
  }
}

/** {"HOST": "localhost", "PORT": 6379}, or the same as keywords. */
function inNamed(name: string, named: readonly (readonly [string, Value])[]): readonly Place[] {
  const get = (wanted: RegExp) => named.find(([key]) => wanted.test(key))?.[1];
  const host = get(/^(host|hostname)$/i);
  return host && isLocal(host) ? atPort(name, get(/^port$/i)) : [];
}

/** "redis://localhost:6380/1" or "127.0.0.1:11211". */
function inText(text: string): readonly Place[] {
  const [, port = ''] = /^(?:localhost|127\.0\.0\.1):(\d+)$/.exec(text) ?? [];
  if (port !== '') return byNumber(Number(port));
  if (!text.includes('://') || !URL.canParse(text)) return [];
  const url = new URL(text);
  const store = storeOf(url.protocol);
  return store !== null && local.test(url.hostname) ? [{store, port: Number(url.port) || ports[store]}] : [];
}

/** Without a number the setting's name tells, and else nothing does. */
function atPort(name: string, port: Value | undefined): readonly Place[] {
  const number = port?.kind === 'const' ? Number(port.value) : NaN;
  const store = storeOf(name);
  if (store === null) return byNumber(number);
  return port === undefined || port.kind === 'const' ? [{store, port: number || ports[store]}] : [];
}

function byNumber(number: number): readonly Place[] {
  const store = (Object.keys(ports) as Store[]).find(name => ports[name] === number);
  return store === undefined ? [] : [{store, port: number}];
}

function storeOf(text: string): Store | null {
  return told.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function isLocal(value: Value): boolean {
  return local.test(stringOf(likeliest(value)) ?? '');
}

/** Celery("project", broker="redis://localhost:6379/0") */
function inCelery(tree: Code, workdir: string): readonly Proven[] {
  const makes = (file: string): boolean =>
    /(^|\/)celery\w*(\/__init__)?\.py$/.test(file) &&
    (workdir === '' || file.startsWith(`${workdir}/`)) &&
    /localhost|127\.0\.0\.1/.test(tree.read(file) ?? '');
  return tree
    .files()
    .filter(makes)
    .flatMap(file => [...makeProgram(tree, workdir).load(file)].flatMap(([, {value, where}]) => inApplication(value, where)));
}

function inApplication(value: Value, where: Proof): readonly Proven[] {
  if (value.kind !== 'call' || !/(^|\.)Celery$/.test(value.callee)) return [];
  return inValue('CELERY', value, 0).map(place => ({...place, where}));
}
