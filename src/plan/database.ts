import type {Source} from '../model/database';
import {unquote} from '../model/unquote';
import type {DatabaseAccess} from './access';
import {engineOf, usualEngine} from './engines';
import {hash} from './hash';
import type {Inputs} from './inputs';
import {isLocalName} from './localhost';

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
    password: passwordOf(inputs, parts['PASSWORD'], parts['PASSWORD'] === undefined ? '' : derivedPassword(inputs)),
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
    password: passwordOf(inputs, parts['PASSWORD'], first.password),
  };
}

/** The databases that the settings connect with, each once, the default one first. */
export function databasesOf(inputs: Inputs): readonly DatabaseAccess[] {
  const all = [databaseOf(inputs), ...inputs.project.database.others.map(({alias}) => databaseOf(inputs, alias))];
  return all.filter(({name}, at) => all.findIndex(one => one.name === name) === at);
}

export function databaseUrl({name, user, password}: DatabaseAccess, scheme: string, port: string): string {
  const encode = encodeURIComponent;
  return `${scheme}://${encode(user)}:${encode(password)}@db:${port}/${encode(name)}`;
}

/**
 * The host of a database that devenv did not make, such as a live one; null where the settings use devenv's own. What is
 * elsewhere is never prepared, migrated or filled by `up`.
 */
export function databaseElsewhere(inputs: Inputs): string | null {
  const {project} = inputs;
  const {parts} = project.database;
  const engine = engineOf(project);
  if (engine === null) return null;
  const url = given(inputs, parts['URL']);
  const host = url !== null && URL.canParse(url) ? new URL(url).hostname : given(inputs, parts['HOST']);
  return host === null || host === '' || isLocalName(host) || engine.names.includes(host) || project.aliases['db']?.includes(host) === true
    ? null
    : host;
}

/** An empty password is one where the server takes it: no variable of the driver's gives another. */
function passwordOf(inputs: Inputs, source: Source | undefined, fallback: string): string {
  const value = given(inputs, source);
  return takesNoPassword(inputs) ? (value ?? fallback) : value || fallback || derivedPassword(inputs);
}

function takesNoPassword({project}: Inputs): boolean {
  return (engineOf(project) ?? usualEngine).takesNoPassword;
}

function fromUrl(inputs: Inputs, url: URL): DatabaseAccess {
  const fallback = fallbackName(inputs);
  return {
    name: unquote(url.pathname.slice(1)) || fallback,
    user: unquote(url.username) || fallback,
    password: unquote(url.password) || (takesNoPassword(inputs) ? '' : derivedPassword(inputs)),
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
  const {longestName, reserved} = engineOf(project) ?? usualEngine;
  const name = project.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, longestName);
  return name === '' ? 'app' : reserved.includes(name) ? `${name}_app` : name;
}

function derivedPassword({project}: Inputs): string {
  return hash(project.id, 'database') + hash(project.id, 'password');
}
