import {urlOfPart} from './python-source/url-part';
import type {Scope, Value} from './python-source/value';
import {urlParts} from './url-parts';

/** Settings that tell most about a variable, the most telling first; a prefix stands for what is below it. */
const telling = [
  'SECRET_KEY',
  'DEBUG',
  'ALLOWED_HOSTS',
  'DATABASES.default',
  'CELERY_BROKER_URL',
  'BROKER_URL',
  'CELERY.broker_url',
  'CACHES.default',
  'CHANNEL_LAYERS',
  'DATABASES',
  'CACHES',
  'RQ_QUEUES',
  'Q_CLUSTER',
  'CELERY_RESULT_BACKEND',
  'CSRF_TRUSTED_ORIGINS',
  'STATIC_ROOT',
  'STATIC_URL',
  'MEDIA_ROOT',
  'MEDIA_URL',
  'EMAIL_',
  'DEFAULT_FROM_EMAIL',
  'LOGGING',
  'TIME_ZONE',
  'LANGUAGE_CODE',
  'SECURE_',
  'SESSION_',
  'CSRF_',
  'CORS_',
  'CELERY_',
  'AWS_',
];

type Visit = (id: string, path: string) => void;

/** The most telling setting that each read ends up in, by the read's id. */
export function findFeeds(scope: Scope): ReadonlyMap<string, string> {
  const feeds = new Map<string, string>();
  for (const [name, {value}] of scope) {
    if (name !== name.toUpperCase() || name.startsWith('_')) continue;
    follow(
      value,
      name,
      (id, path) => {
        const before = feeds.get(id);
        const best = before === undefined || rank(path) < rank(before) ? path : before;
        // A URL that is given a path anywhere must have none anywhere.
        const isBase = [path, before ?? ''].some(one => one.endsWith('.BASE'));
        feeds.set(id, isBase && !best.endsWith('.BASE') ? `${best}.BASE` : best);
      },
      0,
    );
  }
  return feeds;
}

/** How telling a setting is, the most telling lowest. */
export function rank(path: string | null): number {
  if (path === null) return telling.length + 1;
  const at = telling.findIndex(name => path === name || path.startsWith(name.endsWith('_') ? name : `${name}.`));
  return at < 0 ? telling.length : at;
}

function follow(value: Value, path: string, visit: Visit, depth: number): void {
  if (depth > 12) return;
  switch (value.kind) {
    case 'env':
      visit(value.read.id, path);
      if (value.read.default) follow(value.read.default, path, visit, depth + 1);
      return;
    case 'list':
      return value.items.forEach((item, at) => follow(item, value.items.length > 1 ? `${path}.${at}` : path, visit, depth + 1));
    case 'dict':
      return value.entries.forEach(entry => follow(entry.value, below(path, entry.key), visit, depth + 1));
    case 'choice':
      return value.values.forEach(one => follow(one, path, visit, depth + 1));
    case 'url':
      return follow(value.of, path, visit, depth + 1);
    case 'method':
      return followPart(value, path, visit, depth + 1);
    case 'text':
      return urlParts(value.parts).forEach(part =>
        follow(part.value, part.name === null ? path : `${path}.${part.name}`, visit, depth + 1),
      );
    default:
  }
}

/** A part of a variable's URL, where the setting around it is that of a store: the variable is the whole of it. */
function followPart(value: Value, path: string, visit: Visit, depth: number): void {
  const url = urlOfPart(value);
  if (url !== null && ofStore.test(path)) follow(url, path.slice(0, path.lastIndexOf('.')), visit, depth);
}

const ofStore = /^(DATABASES|CACHES|CHANNEL_LAYERS|RQ_QUEUES|Q_CLUSTER)\.[^.]+\./;

function below(path: string, key: Value): string {
  return key.kind === 'const' && key.value !== '**' ? `${path}.${String(key.value)}` : path;
}
