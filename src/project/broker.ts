import type {Project, Variable} from '../model/project';
import type {Proof} from '../model/proof';
import {unquote} from '../model/unquote';
import {alternatives, likeliest} from './python-source/choice';
import {show} from './python-source/show';
import type {Value} from './python-source/value';
import {requiresCelery, type Required} from './required';
import type {ServiceImage} from './service-images';
import {proofsOf, settingOf, type DjangoSettingsModule} from './settings';

const settingsOfBrokers = ['CELERY_BROKER_URL', 'BROKER_URL', 'CELERY_BROKER', 'DRAMATIQ_BROKER', 'CELERY'];
const amqp = /^(amqps?|pyamqp|librabbitmq|rabbitmq):\/\//;
const redisClients = new Set(['redis', 'django-redis', 'hiredis']);
/** What RabbitMQ has by itself. */
export const guest = {user: 'guest', password: 'guest', vhost: '/'};

/**
 * How the settings reach RabbitMQ: where their broker's scheme is amqp, unless the broker is a variable, the pins hold a
 * Redis client, the project's own compose file starts no RabbitMQ, and no variable is named for it.
 */
export function findRabbit(
  settings: DjangoSettingsModule,
  variables: readonly Variable[],
  required: readonly Required[],
  services: readonly ServiceImage[],
): {readonly rabbitmq: Project['rabbitmq']; readonly proofs: readonly Proof[]} {
  const none = {rabbitmq: null, proofs: []};
  if (!requiresCelery(required) && !required.some(({name}) => ['kombu', 'dramatiq', 'pika', 'aio-pika'].includes(name))) return none;
  const started = services.find(({name}) => name === 'rabbitmq');
  const variable = variables.find(one => isBroker(one) && (amqp.test(one.default ?? '') || /RABBIT|AMQP/.test(one.name)));
  const url = settingsOfBrokers.flatMap(name => textsOf(settingOf(settings, name), 0)).find(text => amqp.test(text));
  const hasRedis = required.some(({name, extras}) => redisClients.has(name) || extras.includes('redis'));
  // A host or a port of its own is that of no Redis.
  const isNamed =
    started !== undefined || variables.some(({name, feeds}) => /(RABBIT|AMQP)\w*(?<!UR[IL])$/.test(name) && /BROKER/.test(feeds ?? ''));
  if (variable !== undefined) return hasRedis && !isNamed ? none : {rabbitmq: accessOf(variable.default), proofs: [variable.where]};
  if (url !== undefined) return {rabbitmq: accessOf(url), proofs: proofsOf(settings, ...settingsOfBrokers)};
  const open = variables.find(one => isBroker(one) && one.default === null);
  return started !== undefined && (open !== undefined || !hasRedis) ? {rabbitmq: guest, proofs: [started.where]} : none;
}

function isBroker({feeds, name}: Variable): boolean {
  return (
    /^(CELERY_BROKER_URL|BROKER_URL|CELERY_BROKER|CELERY\.broker_url|DRAMATIQ_BROKER)(\.|$)/.test(feeds ?? '') ||
    /(^|_)(BROKER_URL|RABBITMQ_URL|AMQP_URL)$/.test(name)
  );
}

/** The texts that a broker setting may be, as far as they are known. */
function textsOf(value: Value | undefined, depth: number): readonly string[] {
  if (value === undefined || depth > 5) return [];
  return alternatives(value).flatMap(one => {
    if (one.kind === 'dict') return one.entries.flatMap(entry => textsOf(entry.value, depth + 1));
    if (one.kind === 'text') return [one.parts.map(part => show(likeliest(part)) ?? '').join('')];
    return show(one) ?? [];
  });
}

function accessOf(url: string | null): NonNullable<Project['rabbitmq']> {
  const parsed = url !== null && URL.canParse(url) ? new URL(url) : null;
  if (parsed === null) return guest;
  const vhost = unquote(parsed.pathname.slice(1));
  return {
    user: unquote(parsed.username) || guest.user,
    password: unquote(parsed.password) || guest.password,
    vhost: vhost === '' ? '/' : vhost,
  };
}

/** Whether a cache of the settings is memcached, and what shows it. */
export function findMemcached(settings: DjangoSettingsModule): readonly Proof[] {
  const caches = settings.scope.get('CACHES');
  const backends = caches ? textsOf(likeliest(caches.value), 0) : [];
  return caches && backends.some(text => /memcached|pylibmc|pymemcache/i.test(text)) ? [caches.where] : [];
}
