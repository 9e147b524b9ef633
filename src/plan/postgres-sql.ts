import type {DatabaseAccess} from './access';

/** What makes the role and the database, and makes them right again: each statement can run any number of times. */
export function postgresSql({name, user, password}: DatabaseAccess, extensions: readonly string[]): readonly string[] {
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

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
