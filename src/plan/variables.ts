import type {Source, Variable} from '../model/project';
import {hash} from './hash';
import type {Inputs} from './inputs';
import {databaseOf, databaseUrl} from './database';
import {isLocal, isLocalName, toService} from './localhost';

/** One variable as a service gets it. */
export interface Assigned {
  readonly name: string;
  readonly value: string;
  /** Where the value comes from, as a person reads it: ".envrc:4", "devenv". */
  readonly source: string;
  readonly file: string;
  readonly line: number;
}

/**
 * The variables of the services that run the project's code, weakest source first: what devenv provides, the mode's
 * file, devenv.yaml for all services, devenv.yaml for the one service.
 */
export function variablesOf(inputs: Inputs, service: string): readonly Assigned[] {
  const result = new Map<string, Assigned>();
  for (const assigned of [...provided(inputs), ...fromFile(inputs), ...fromSettings(inputs, service)]) {
    if (assigned.value === null) result.delete(assigned.name);
    else result.set(assigned.name, {...assigned, value: assigned.value});
  }
  return [...result.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names that the settings require and that nobody sets. */
export function missingVariables(inputs: Inputs): readonly Variable[] {
  const known = new Set(variablesOf(inputs, 'web').map(assigned => assigned.name));
  return inputs.project.variables.filter(variable => variable.required && !known.has(variable.name));
}

type Change = Omit<Assigned, 'value'> & {readonly value: string | null};

function provided(inputs: Inputs): readonly Change[] {
  const own = {source: 'devenv', file: 'devenv', line: 0};
  const changes: Change[] = [{...own, name: 'DJANGO_SETTINGS_MODULE', value: inputs.project.django.settings}];
  for (const variable of inputs.project.variables) {
    const value = provide(inputs, variable);
    if (value !== null) changes.push({...own, name: variable.name, value});
  }
  return changes;
}

function fromFile(inputs: Inputs): readonly Change[] {
  const file = inputs.env.file ?? '';
  return inputs.env.variables.map(({name, value, where}) => ({
    name,
    value: value === null ? null : toService(inputs, name, value),
    source: `${where.file}:${String(where.line)}`,
    file: where.file === '' ? file : where.file,
    line: where.line,
  }));
}

function fromSettings({settings}: Inputs, service: string): readonly Change[] {
  const file = settings.files.at(-1) ?? 'devenv.yaml';
  const own = {source: file, file, line: 0};
  const all = {...settings.env, ...settings.services[service]?.env};
  return Object.entries(all).map(([name, value]) => ({...own, name, value}));
}

/** The value that devenv gives to a variable of the settings; null: the settings' own default stays. */
function provide(inputs: Inputs, variable: Variable): string | null {
  const setting = variable.feeds?.split('.') ?? [];
  if (setting[0] === 'DATABASES') return provideDatabase(inputs, variable, setting[2] ?? 'URL');
  if (isRedis(inputs, variable)) return provideRedis(variable);
  if (inputs.mode === 'production') return null;
  if (setting[0] === 'SECRET_KEY' && variable.default === null) return developmentSecret(inputs);
  if (setting[0] === 'DEBUG') return provideDebug(variable);
  if (setting[0] === 'ALLOWED_HOSTS' && variable.required) return list(variable, ['localhost', '127.0.0.1', '[::1]']);
  return null;
}

function provideDatabase(inputs: Inputs, variable: Variable, part: string): string | null {
  if (inputs.project.database.engine !== 'postgresql') return null;
  const database = databaseOf(inputs);
  const values: Readonly<Record<string, string>> = {
    URL: databaseUrl(database),
    ENGINE: variable.default?.startsWith('django.db.backends.postgresql') ? variable.default : 'django.db.backends.postgresql',
    NAME: database.name,
    USER: database.user,
    PASSWORD: database.password,
    HOST: 'db',
    PORT: '5432',
  };
  return values[part] ?? null;
}

function isRedis({project}: Inputs, variable: Variable): boolean {
  if (!project.redis) return false;
  const feeds = variable.feeds ?? '';
  if (/^((CELERY_)?(BROKER_URL|RESULT_BACKEND)|CACHES\..*LOCATION)(\.[A-Z]+)?$/.test(feeds))
    return variable.default === null || isRedisHere(variable.default, feeds);
  if (variable.default !== null) return variable.default.startsWith('redis://') && isLocal(variable.default);
  return /(^|_)(REDIS|BROKER|CELERY_RESULT_BACKEND)(_|$)/.test(variable.name) && /(URL|BACKEND)$/.test(variable.name);
}

/** Whether a default is a Redis on this machine: a URL, or a part of one. */
function isRedisHere(value: string, feeds: string): boolean {
  if (feeds.endsWith('.HOST')) return isLocalName(value);
  if (/\.[A-Z]+$/.test(feeds) && !feeds.endsWith('.LOCATION')) return true;
  return value.startsWith('redis://') && isLocal(value);
}

/** A whole URL, or the part that the settings put a URL together from. */
function provideRedis(variable: Variable): string | null {
  const part = variable.feeds?.split('.').at(-1) ?? '';
  const database = redisDatabase(variable);
  const parts: Readonly<Record<string, string | null>> = {
    HOST: 'redis',
    PORT: '6379',
    NAME: database,
    SCHEME: 'redis',
    USER: null,
    PASSWORD: null,
    PART: null,
  };
  return part in parts ? (parts[part] ?? null) : `redis://redis:6379/${database}`;
}

function redisDatabase(variable: Variable): string {
  return /\/(\d+)$/.exec(variable.default ?? '')?.[1] ?? '0';
}

/** Stable, so that sessions survive; not secret, so that nobody ships it by accident without seeing what it is. */
function developmentSecret({project}: Inputs): string {
  return `devenv-development-only-${hash(project.id)}${hash(project.id, 'key')}${hash(project.id, 'more')}`;
}

function provideDebug(variable: Variable): string | null {
  const on = ['true', '1', 'yes', 'on'].includes((variable.default ?? '').toLowerCase());
  return on ? null : (variable.truth ?? 'True');
}

function list(variable: Variable, values: readonly string[]): string {
  return variable.cast === 'json' ? JSON.stringify(values) : values.join(variable.separator ?? ',');
}

/** The text that a part of the database settings has once the variables are known. */
export function valueOf(source: Source | undefined, values: ReadonlyMap<string, string>): string | null {
  if (source === undefined || source.from === 'unknown') return null;
  return source.from === 'literal' ? source.value : (values.get(source.name) ?? source.default);
}
