import type {Source, Variable} from '../model/project';
import {hash} from './hash';
import type {Inputs} from './inputs';
import {databaseOf, databaseUrl} from './database';
import {isLocal, isLocalName, toService} from './localhost';

/** One variable as a service gets it. */
export interface Assigned extends Place {
  readonly name: string;
  readonly value: string;
  /** The text of the source, where devenv pointed its localhost at a service; null where the value is that very text. */
  readonly written: string | null;
  /** What it replaced, the strongest first. */
  readonly overrides: readonly Overridden[];
}

/** Where a value was given: a line of a file, or devenv itself on line 0. */
interface Place {
  readonly file: string;
  readonly line: number;
}

/** An assignment that a stronger one replaced. */
export interface Overridden extends Place {
  /** null where it was taken away there; undefined where a later line of the same file replaced it. */
  readonly value?: string | null;
}

/**
 * The variables of the services that run the project's code, weakest source first: what devenv provides, the mode's
 * file, devenv.yaml for all services, devenv.yaml for the one service.
 */
export function variablesOf(inputs: Inputs, service: string): readonly Assigned[] {
  return chainsOf(inputs, service).flatMap(one => (one.value === null ? [] : [{...one, value: one.value}]));
}

/** As variablesOf, and with a value of null those that a source takes away. */
export function chainsOf(inputs: Inputs, service: string): readonly Change[] {
  const result = new Map<string, Change>();
  for (const change of [...provided(inputs), ...fromFile(inputs), ...fromSettings(inputs, service)]) {
    const before = result.get(change.name);
    const earlier = before === undefined ? [] : [{file: before.file, line: before.line, value: before.value}, ...before.overrides];
    result.set(change.name, {...change, overrides: [...change.overrides, ...earlier]});
  }
  return [...result.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** An assignment, or with null the removal of what weaker sources say. */
export type Change = Omit<Assigned, 'value'> & {readonly value: string | null};

function provided(inputs: Inputs): readonly Change[] {
  const own = {file: 'devenv', line: 0, written: null, overrides: []};
  const changes: Change[] = [{...own, name: 'DJANGO_SETTINGS_MODULE', value: inputs.project.django.settings}];
  for (const variable of inputs.project.variables) {
    const value = inputs.project.database.switches[variable.name] ?? provide(inputs, variable);
    if (value !== null) changes.push({...own, name: variable.name, value});
  }
  return changes;
}

function fromFile(inputs: Inputs): readonly Change[] {
  return inputs.env.variables.map(({name, value: written, where, overrides}) => {
    const value = written === null ? null : toService(inputs, name, written);
    return {...where, name, value, written: value === written ? null : written, overrides: overrides.toReversed()};
  });
}

function fromSettings({settings}: Inputs, service: string): readonly Change[] {
  const changes = (path: string, variables: Readonly<Record<string, string>>): readonly Change[] =>
    Object.entries(variables).map(([name, value]) => {
      const place = settings.places?.[`${path}.${name}`] ?? {file: settings.files.at(-1) ?? 'devenv.yaml', line: 0};
      return {...place, name, value, written: null, overrides: []};
    });
  return [...changes('env', settings.env), ...changes(`services.${service}.env`, settings.services[service]?.env ?? {})];
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
