import type {Variable} from '../model/project';
import type {Inputs} from './inputs';
import {isLocal, isLocalName} from './localhost';

/** A store as a variable may name it, whole or in parts. */
interface Store {
  readonly host: string;
  readonly port: string;
  readonly scheme: RegExp;
  readonly url: (variable: Variable) => string;
  readonly parts: Readonly<Record<string, string>>;
}

/** The value of a variable that names Redis, RabbitMQ or memcached; null for any other, and where its default serves. */
export function provideStore(inputs: Inputs, variable: Variable): string | null {
  const store = storeOf(inputs, variable);
  if (store === null) return null;
  const part = partOf(variable);
  if (part === 'URL') return isOpen(variable, store) ? store.url(variable) : null;
  if (part === 'HOST') return variable.default === null || isLocalName(variable.default) ? store.host : null;
  if (part === 'PORT') return variable.default === store.port ? null : store.port;
  if (part === 'SCHEME') return store.parts['SCHEME'] ?? null;
  return store.parts[part] ?? (ofLogin.has(part) && isTaken(variable) ? '' : null);
}

const ofLogin = new Set(['USER', 'PASSWORD']);

/**
 * Whether a name or password would be sent: a default, which is taken away where the store asks for none, one that must be
 * there, or one in the text of a URL, where Python writes "None" for what is not there. A number of a database stays.
 */
function isTaken({default: text, required, when, feeds}: Variable): boolean {
  if (text !== null) return text !== '';
  return required || when !== undefined || /(?<!\.OPTIONS)\.(USER|PASSWORD)$/.test(feeds ?? '');
}

/** Whether a URL must be given: there is none, or it points at this machine. */
function isOpen({default: text}: Variable, {scheme}: Store): boolean {
  return (
    text === null ||
    text === '' ||
    ((scheme.test(text) || amqp.test(text)) && isLocal(text)) ||
    /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(text)
  );
}

const ofQueue = /^(CELERY_BROKER_URL|BROKER_URL|CELERY_BROKER|CELERY\.broker_url|DRAMATIQ_BROKER)(\.|$)/;
const ofRedis = /^((CELERY_)?RESULT_BACKEND|CELERY\.result_backend|CACHES|CHANNEL_LAYERS|RQ_QUEUES|Q_CLUSTER|HUEY|SESSION_REDIS\w*)(\.|$)/;

/** The dotted path of a class, which is no store. */
const ofClass = /^(CACHES|CHANNEL_LAYERS|DATABASES)\..*\b(BACKEND|ENGINE|CLIENT_CLASS)$/;

function storeOf(inputs: Inputs, variable: Variable): Store | null {
  const {rabbitmq, memcached, redis: hasRedis} = inputs.project;
  const {name, default: text} = variable;
  const feeds = variable.feeds ?? '';
  const says = (scheme: RegExp): boolean => text !== null && scheme.test(text);
  // An encrypted address beside the plain one: the stores here speak plain.
  if (ofClass.test(feeds) || /_(TLS|SSL)(_|$)/.test(name)) return null;
  if (rabbitmq !== null && (says(amqp) || /RABBIT|AMQP/.test(name) || (ofQueue.test(feeds) && !says(redisScheme)))) return rabbit(inputs);
  if (memcached && (/MEMCACHE/.test(name) || (feeds.startsWith('CACHES.') && feeds.includes('LOCATION') && !says(redisScheme))))
    return memcache;
  if (!hasRedis || (text !== null && text.includes('://') && !says(redisScheme) && !(ofQueue.test(feeds) && says(amqp)))) return null;
  const isNamed = /(^|_)(REDIS|VALKEY|BROKER|CELERY_(RESULT_)?BACKEND)(_|$|\d)/.test(name);
  if (says(redisScheme) || ofQueue.test(feeds) || (ofRedis.test(feeds) && partOf(variable) !== 'OTHER')) return redis;
  return isNamed && partOf(variable) !== 'OTHER' ? redis : null;
}

const amqp = /^(amqps?|pyamqp|librabbitmq|rabbitmq):\/\//;
const redisScheme = /^(rediss?|valkeys?):\/\//;

const redis: Store = {
  host: 'redis',
  port: '6379',
  scheme: redisScheme,
  url: variable => `redis://redis:6379${isBase(variable) ? '' : `/${databaseIn(variable.default)}`}`,
  parts: {SCHEME: 'redis'},
};

const memcache: Store = {host: 'memcached', port: '11211', scheme: /^memcached?:/, url: () => 'memcached:11211', parts: {}};

function rabbit({project}: Inputs): Store {
  const {user, password, vhost} = project.rabbitmq ?? {user: 'guest', password: 'guest', vhost: '/'};
  const encode = encodeURIComponent;
  return {
    host: 'rabbitmq',
    port: '5672',
    scheme: amqp,
    url: variable =>
      `amqp://${encode(user)}:${encode(password)}@rabbitmq:5672${isBase(variable) ? '' : `/${vhost === '/' ? '/' : encode(vhost)}`}`,
    parts: {USER: user, PASSWORD: password, NAME: vhost, SCHEME: 'amqp'},
  };
}

/** Whether the settings put a path behind it. */
function isBase({feeds}: Variable): boolean {
  return feeds?.endsWith('.BASE') === true;
}

function databaseIn(text: string | null): string {
  return /\/(\d+)$/.exec(text ?? '')?.[1] ?? '0';
}

/** What of a store a variable is: by the place in a URL that the settings put together, else by its name. */
function partOf({name, feeds}: Variable): string {
  const below = feeds?.split('.').at(-1) ?? '';
  if (/^(HOST|PORT|USER|PASSWORD|NAME|SCHEME)$/.test(below)) return below;
  const named = byName.find(([pattern]) => pattern.test(name));
  return named?.[1] ?? (feeds !== null && (ofQueue.test(feeds) || /LOCATION|hosts/.test(feeds)) ? 'URL' : 'OTHER');
}

const byName: readonly (readonly [RegExp, string])[] = [
  [/(URL|URI|DSN|LOCATION|BACKEND|BROKER)(_\d+)?$/, 'URL'],
  [/(HOST|HOSTNAME|SERVER|ADDRESS|ADDR)$/, 'HOST'],
  [/PORT$/, 'PORT'],
  [/(PASSWORD|PASS|PASSWD|PWD)$/, 'PASSWORD'],
  [/(USER|USERNAME|LOGIN)$/, 'USER'],
  [/VHOST$/, 'NAME'],
];
