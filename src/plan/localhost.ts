import {engineOf, usualEngine, type Engine} from './engines';
import type {Inputs} from './inputs';

const locals = new Set(['localhost', '127.0.0.1', '[::1]', '0.0.0.0']);

/** Whether a value is a URL that points at this machine. */
export function isLocal(value: string): boolean {
  const url = parse(value);
  return url !== null && locals.has(url.hostname);
}

/** Whether a host's name is this machine's own. */
export function isLocalName(name: string): boolean {
  return locals.has(name);
}

/**
 * Points a value that names this machine at the composed service, so that one `.envrc` serves people inside and
 * outside of Docker: inside a container, localhost is the container.
 */
export function toService(inputs: Inputs, name: string, value: string): string {
  const url = parse(value);
  const engine = engineOf(inputs.project);
  // A service `db` of devenv.yaml is Postgres, if it is anything that devenv knows.
  const service = url === null ? null : serviceOf(url, engine ?? usualEngine);
  if (url !== null && service !== null && locals.has(url.hostname)) return replaceHost(value, url, service);
  const feeds = inputs.project.variables.find(variable => variable.name === name)?.feeds ?? '';
  if (engine !== null && /^DATABASES\..*\.PORT$/.test(feeds)) return hasLocalHost(inputs, feeds) ? engine.port : value;
  if (!locals.has(value)) return value;
  if (engine !== null && /^DATABASES\..*\.HOST$/.test(feeds)) return 'db';
  if (/^((CELERY_)?(BROKER_URL|RESULT_BACKEND)|CACHES\..*)\.HOST$/.test(feeds) && inputs.project.redis) return 'redis';
  return value;
}

/** Whether the host that belongs to a port is this machine. */
function hasLocalHost({project, env}: Inputs, port: string): boolean {
  const host = project.variables.find(({feeds}) => feeds === port.replace(/PORT$/, 'HOST'));
  const value = env.variables.find(({name}) => name === host?.name)?.value ?? host?.default ?? '';
  return locals.has(value);
}

/** The service that a URL means by its scheme. */
function serviceOf({protocol}: URL, {schemes, port}: Engine): string | null {
  if (protocol === 'redis:') return 'redis:6379';
  return schemes.includes(protocol.replace(':', '')) ? `db:${port}` : null;
}

/** Textual, because a password may hold characters that a parser would normalise. */
function replaceHost(value: string, url: URL, service: string): string {
  const from = `${url.hostname}${url.port === '' ? '' : `:${url.port}`}`;
  const start = value.indexOf(from, value.lastIndexOf('@') + 1);
  return start < 0 ? value : value.slice(0, start) + service + value.slice(start + from.length);
}

function parse(value: string): URL | null {
  return URL.canParse(value) && value.includes('://') ? new URL(value) : null;
}
