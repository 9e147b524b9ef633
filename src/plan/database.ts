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
export function databaseOf(inputs: Inputs): DatabaseAccess {
  const {parts} = inputs.project.database;
  const url = given(inputs, parts['URL']);
  if (url !== null && URL.canParse(url)) return fromUrl(inputs, new URL(url));
  const fallback = fallbackName(inputs);
  return {
    name: nameOf(given(inputs, parts['NAME'])) ?? fallback,
    user: given(inputs, parts['USER']) ?? fallback,
    password: given(inputs, parts['PASSWORD']) ?? derivedPassword(inputs),
  };
}

export function databaseUrl({name, user, password}: DatabaseAccess): string {
  const encode = encodeURIComponent;
  return `postgres://${encode(user)}:${encode(password)}@db:5432/${encode(name)}`;
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
  return host === null || host === '' || isLocalName(host) || ownNames.has(host) ? null : host;
}

/** The names that devenv's Postgres answers to, as compose/db.yaml gives them. */
const ownNames = new Set(['db', 'postgres', 'postgresql', 'database']);

/** What makes the role and the database, and makes them right again: each statement can run any number of times. */
export function databaseSql({name, user, password}: DatabaseAccess): readonly string[] {
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
  ];
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
