import type {Source} from '../model/project';
import {hash} from './hash';
import type {Inputs} from './inputs';
import {isLocalName} from './localhost';

/** The role and the database that the project's settings connect with. */
export interface DatabaseAccess {
  readonly name: string;
  readonly user: string;
  readonly password: string;
}

/** Who the settings want to be: what a URL or the parts in `.envrc` say, then literals, then the project's name. */
export function databaseOf(inputs: Inputs, alias = 'default'): DatabaseAccess {
  const {database} = inputs.project;
  const other = database.others.find(one => one.alias === alias);
  if (other !== undefined) return databaseBeside(inputs, other);
  const {parts} = database;
  const url = given(inputs, parts['URL']);
  if (url !== null && URL.canParse(url)) return fromUrl(inputs, new URL(url));
  const fallback = fallbackName(inputs);
  return {
    name: nameOf(given(inputs, parts['NAME'])) || fallback,
    user: given(inputs, parts['USER']) || fallback,
    password: given(inputs, parts['PASSWORD']) || derivedPassword(inputs),
  };
}

/** A further entry of DATABASES: the same role, and a database of its own unless it is a copy of the first. */
function databaseBeside(inputs: Inputs, {alias, parts}: Inputs['project']['database']['others'][number]): DatabaseAccess {
  const first = databaseOf(inputs);
  const url = given(inputs, parts['URL']);
  if (url !== null && URL.canParse(url)) return fromUrl(inputs, new URL(url));
  const isCopy = /replica|read|slave|follower|secondary/i.test(alias);
  return {
    name: nameOf(given(inputs, parts['NAME'])) || (isCopy ? first.name : `${first.name}_${alias.toLowerCase()}`),
    user: given(inputs, parts['USER']) || first.user,
    password: given(inputs, parts['PASSWORD']) || first.password,
  };
}

/** The databases that the settings connect with, each once, the default one first. */
export function databasesOf(inputs: Inputs): readonly DatabaseAccess[] {
  const all = [databaseOf(inputs), ...inputs.project.database.others.map(({alias}) => databaseOf(inputs, alias))];
  return all.filter(({name}, at) => all.findIndex(one => one.name === name) === at);
}

export function databaseUrl({name, user, password}: DatabaseAccess, scheme = 'postgres'): string {
  const encode = encodeURIComponent;
  return `${scheme}://${encode(user)}:${encode(password)}@db:5432/${encode(name)}`;
}

/**
 * The host of a database that devenv did not make, such as a live one; null where the settings use devenv's own. What is
 * elsewhere is never prepared, migrated or filled by `up`.
 */
export function databaseElsewhere(inputs: Inputs): string | null {
  const {parts, engine} = inputs.project.database;
  if (engine !== 'postgresql') return null;
  const url = given(inputs, parts['URL']);
  const host = url !== null && URL.canParse(url) ? new URL(url).hostname : given(inputs, parts['HOST']);
  return host === null || host === '' || isLocalName(host) || ownNames.has(host) || inputs.project.aliases['db']?.includes(host) === true
    ? null
    : host;
}

/** The names that devenv's Postgres answers to, as compose/db.yaml gives them. */
const ownNames = new Set(['db', 'postgres', 'postgresql', 'database']);

/** What makes the role and the database, and makes them right again: each statement can run any number of times. */
export function databaseSql({name, user, password}: DatabaseAccess, extensions: readonly string[] = []): readonly string[] {
  const role = identifier(user);
  const create = `CREATE ROLE ${role} LOGIN CREATEDB`;
  return [
    `DO $devenv$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${literal(user)}) THEN ${create}; END IF; END $devenv$`,
    `ALTER ROLE ${role} LOGIN CREATEDB PASSWORD ${literal(password)}`,
    // CREATE DATABASE knows no IF NOT EXISTS and no block: psql's \gexec runs what the query returns.
    `SELECT ${literal(`CREATE DATABASE ${identifier(name)} OWNER ${role}`)} WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = ${literal(name)})\\gexec`,
    `ALTER DATABASE ${identifier(name)} OWNER TO ${role}`,
    `\\connect ${identifier(name)}`,
    takeOver(user),
    ...createExtensions(extensions),
  ];
}

/**
 * Only a superuser may make most of them; in template1 too, which the databases of tests are copied from. One that the
 * server does not have is left to the migration that asks for it, which names it.
 */
function createExtensions(extensions: readonly string[]): readonly string[] {
  if (extensions.length === 0) return [];
  const names = extensions.map(literal).join(', ');
  const create = `SELECT format('CREATE EXTENSION IF NOT EXISTS %I', name) FROM pg_available_extensions WHERE name IN (${names}) ORDER BY name\\gexec`;
  return [create, '\\connect template1', create, '\\connect postgres'];
}

/** Gives what a former user made to the one that the settings name now. A sequence follows its column, an extension's table stays. */
function takeOver(user: string): string {
  const tables = `SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND nspname !~ '^(pg_|information_schema$)' AND relowner <> ${literal(identifier(user))}::regrole
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND (deptype = 'e' OR relkind = 'S' AND deptype IN ('a', 'i')))`;
  return `DO $devenv$ DECLARE found record; BEGIN FOR found IN ${tables}
    LOOP EXECUTE format('ALTER TABLE %s OWNER TO %I', found.name, ${literal(user)}); END LOOP; END $devenv$`;
}

function fromUrl(inputs: Inputs, url: URL): DatabaseAccess {
  const decode = (text: string) => decodeURIComponent(text);
  const fallback = fallbackName(inputs);
  return {
    name: decode(url.pathname.slice(1)) || fallback,
    user: decode(url.username) || fallback,
    password: decode(url.password) || derivedPassword(inputs),
  };
}

/** A value that a person gave; the settings' defaults count only where they are literals. */
function given(inputs: Inputs, source: Source | undefined): string | null {
  if (source === undefined || source.from === 'unknown') return null;
  if (source.from === 'literal') return source.value;
  const own = {...inputs.settings.env, ...inputs.settings.services['web']?.env}[source.name];
  return own ?? inputs.env.variables.find(variable => variable.name === source.name)?.value ?? null;
}

/** A path means SQLite's file, which is no name for a database. */
function nameOf(value: string | null): string | null {
  return value === null || value.includes('/') ? null : value;
}

function fallbackName({project}: Inputs): string {
  return (
    project.name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '') || 'app'
  );
}

function derivedPassword({project}: Inputs): string {
  return hash(project.id, 'database') + hash(project.id, 'password');
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
