import type {Variable} from '../model/project';
import type {Proof} from '../model/proof';
import {show} from './python-source/show';
import type {Value} from './python-source/value';
import type {Required} from './required';
import type {DjangoSettingsModule} from './settings';

const packages = new Set(['redis', 'django-redis', 'channels-redis', 'django-rq', 'rq', 'hiredis', 'django-redis-cache', 'aioredis']);

/** What shows that the project uses Redis; empty where nothing does. */
export function findRedis(settings: DjangoSettingsModule, variables: readonly Variable[], required: readonly Required[]): readonly Proof[] {
  return [
    ...required.filter(({name, extras}) => packages.has(name) || extras.includes('redis')).map(({where}) => where),
    ...inSettings(settings, variables),
  ];
}

/** Whether Redis is what the shipped settings use, and those of development nothing that could: its package then says nothing. */
export function isForShipping(development: Used, shipped: Used): boolean {
  const {settings, variables} = development;
  const open = variables.some(({name}) => /REDIS|BROKER|CACHE|QUEUE|AMQP/.test(name));
  if (open || inSettings(settings, variables).length > 0) return false;
  return inSettings(shipped.settings, shipped.variables).length > 0 || shipped.variables.some(({name}) => name.includes('REDIS'));
}

interface Used {
  readonly settings: DjangoSettingsModule;
  readonly variables: readonly Variable[];
}

function inSettings(settings: DjangoSettingsModule, variables: readonly Variable[]): readonly Proof[] {
  return [
    ...variables.filter(variable => isRedis(variable.default)).map(({where}) => where),
    ...[...settings.scope].filter(([, {value}]) => holdsRedis(value, 0)).map(([, {where}]) => where),
  ];
}

function isRedis(text: string | null): boolean {
  return text !== null && /^(rediss?|valkeys?|unix\+redis|redis-sentinel):/.test(text);
}

/** A class that speaks to Redis, by its path, needs one wherever its URL comes from. */
const backends = /^(channels_redis|asgi_redis|django_redis|redis_cache|redis_sessions|django\.core\.cache\.backends\.redis)\.\w/;

function holdsRedis(value: Value, depth: number): boolean {
  if (depth > 6) return false;
  const inside = (values: readonly Value[]): boolean => values.some(one => holdsRedis(one, depth + 1));
  switch (value.kind) {
    case 'const':
      return typeof value.value === 'string' && (isRedis(value.value) || backends.test(value.value));
    case 'text':
      return isRedis(show(value) ?? beginning(value.parts));
    case 'list':
      return inside(value.items);
    case 'dict':
      return inside(value.entries.map(entry => entry.value));
    case 'choice':
      return inside(value.values);
    default:
      return false;
  }
}

function beginning([first]: readonly Value[]): string | null {
  return first ? show(first) : null;
}
