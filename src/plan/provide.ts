import type {Variable} from '../model/project';
import {databaseOf, databaseUrl} from './database';
import {inSecret} from './database-secret';
import {engineOf, type Engine} from './engines';
import {hash} from './hash';
import type {Inputs} from './inputs';
import {provideStore} from './provide-stores';

/** The value that devenv gives to a variable of the settings; null: the settings' own default stays. */
export function provide(inputs: Inputs, variable: Variable): string | null {
  const setting = variable.feeds?.split('.') ?? [];
  if (setting[0] === 'DATABASES') return provideDatabase(inputs, variable, setting);
  const ofStore = provideStore(inputs, variable);
  if (ofStore !== null) return ofStore;
  if (inputs.mode === 'production') return null;
  if (variable.development !== undefined) return variable.development;
  if (setting[0] === 'SECRET_KEY' && (variable.default ?? '') === '') return developmentSecret(inputs);
  if (setting[0] === 'DEBUG') return provideDebug(variable);
  if (ofHttps.has(setting[0] ?? '')) return provideHttp(variable);
  return setting[0] === 'ALLOWED_HOSTS' ? provideHosts(variable) : null;
}

function provideDatabase(
  inputs: Inputs,
  variable: Variable,
  [, alias = 'default', part = 'URL', option]: readonly string[],
): string | null {
  const engine = engineOf(inputs.project);
  if (engine === null) return null;
  if (part === 'OPTIONS') return option === 'sslmode' && /^(require|verify-)/.test(variable.default ?? '') ? 'prefer' : null;
  if (part === 'TEST') return null;
  const database = databaseOf(inputs, alias);
  const sample = inputs.project.samples[variable.name] ?? '';
  const values: Readonly<Record<string, string>> = {
    URL: inSecret(sample, database, engine) ?? databaseUrl(database, schemeOf(engine, inputs, variable), engine.port),
    ENGINE: backendOf(engine, inputs, variable),
    NAME: database.name,
    USER: database.user,
    PASSWORD: database.password,
    HOST: 'db',
    PORT: engine.port,
  };
  return values[part] ?? null;
}

/** The scheme of the default, else the geographic one where it is needed: some settings compare it as text. */
function schemeOf({geographic, schemes, spelling}: Engine, {project}: Inputs, {default: text}: Variable): string {
  const given = /^([\w-]+):\/\//.exec(text ?? '')?.[1] ?? '';
  if (geographic.applies(project)) return geographic.scheme;
  return schemes.includes(given) ? given : spelling.scheme;
}

function backendOf({geographic, backends, spelling}: Engine, {project}: Inputs, {default: text}: Variable): string {
  if (geographic.applies(project)) return geographic.backend;
  return text !== null && backends.test(text) ? text : spelling.backend;
}

/**
 * What the driver itself reads: where the settings name no host, without which it looks for a socket, and where they name
 * no user or no password, as for a server that trusts everybody.
 */
export function libpqVariables(inputs: Inputs): Readonly<Record<string, string>> {
  const {engine, parts} = inputs.project.database;
  const url = parts['URL'];
  const isOpen = (source: typeof url): boolean => source === undefined || (source.from === 'literal' && source.value === '');
  if (engine !== 'postgresql' || inputs.mode === 'production') return {};
  const {name, user, password} = databaseOf(inputs);
  if (url === undefined ? isOpen(parts['HOST']) : url.from === 'literal' && /^\w+:\/\/(?:\/|$)/.test(url.value))
    return {PGHOST: 'db', PGPORT: '5432', PGDATABASE: name, PGUSER: user, PGPASSWORD: password};
  if (url !== undefined) return {};
  return {...(isOpen(parts['USER']) ? {PGUSER: user} : {}), ...(isOpen(parts['PASSWORD']) ? {PGPASSWORD: password} : {})};
}

/** Stable, so that sessions survive; not secret, so that nobody ships it by accident without seeing what it is. */
function developmentSecret({project}: Inputs): string {
  return `devenv-development-only-${hash(project.id)}${hash(project.id, 'key')}${hash(project.id, 'more')}`;
}

function provideDebug(variable: Variable): string | null {
  const spelt: Readonly<Partial<Record<Variable['cast'], string>>> = {int: '1', json: 'true'};
  return isOn(variable) ? null : (variable.truth ?? spelt[variable.cast] ?? 'True');
}

const ofHttps = new Set(['SECURE_SSL_REDIRECT', 'SESSION_COOKIE_SECURE', 'CSRF_COOKIE_SECURE']);

/** Development is served over HTTP: sent to HTTPS, nobody would answer there, and such a cookie may not come back. */
function provideHttp(variable: Variable): string | null {
  const spelt: Readonly<Partial<Record<Variable['cast'], string>>> = {int: '0', json: 'false', truthy: ''};
  const isOpen = variable.default === null && variable.required;
  return isOn(variable) || isOpen ? (spelt[variable.cast] ?? 'False') : null;
}

function isOn({default: text}: Variable): boolean {
  return ['true', '1', 'yes', 'on'].includes((text ?? '').toLowerCase());
}

const own = ['localhost', '127.0.0.1', '[::1]'];

/** What the settings accept by default stays; without localhost among it the URL that `up` prints would be refused. */
function provideHosts(variable: Variable): string | null {
  const hosts = (variable.default ?? '').split(variable.separator ?? ',').map(host => host.trim().replaceAll(/["'[\]](?!:)/g, ''));
  if (hosts.includes('*') || hosts.includes('localhost') || hosts.includes('.localhost')) return null;
  if (variable.cast === 'list' || variable.cast === 'json')
    return list(variable, [...hosts.filter(host => host !== '' && /^[\w.-]+$/.test(host)), ...own]);
  return variable.cast === 'text' && (variable.required || variable.feeds === 'ALLOWED_HOSTS') ? 'localhost' : null;
}

function list(variable: Variable, values: readonly string[]): string {
  return variable.cast === 'json' ? JSON.stringify(values) : values.join(variable.separator ?? ',');
}
