import type {ServedEngine} from '../model/database';

/** What tells that settings mean an engine. */
interface Signs {
  readonly engine: ServedEngine;
  /** In an ENGINE, those of wrappers among them, or in the scheme of a URL. */
  readonly named: RegExp;
  /** Packages that connect with it. */
  readonly drivers: ReadonlySet<string>;
  /** Images of its server, without registry and organisation. */
  readonly images: RegExp;
}

/** The engines that devenv serves, the one first that is chosen where settings could use several. */
export const engineSigns: readonly [Signs, ...(readonly Signs[])] = [
  {
    engine: 'postgresql',
    named: /postgres|postgis|pgsql|psql|timescale/,
    drivers: new Set(['psycopg', 'psycopg2', 'psycopg2-binary', 'psycopg-binary', 'psycopg-c']),
    images: /^(postgres|postgresql|postgis|pgvector|timescaledb|alpine-postgres)$/,
  },
  {
    engine: 'mysql',
    named: /mysql|mariadb/,
    drivers: new Set(['mysqlclient', 'pymysql', 'mysql-connector-python', 'mysql-connector']),
    images: /^(mysql|mysql-server|mariadb|percona|percona-server)$/,
  },
];

/** The engine that a text names: an ENGINE, or a URL as far as it is known. */
export function namedEngine(text: string): ServedEngine | null {
  return engineSigns.find(({named}) => named.test(text))?.engine ?? null;
}

/** The engine that the first of the drivers belongs to. */
export function drivenEngine(packages: ReadonlySet<string>): ServedEngine | null {
  return engineSigns.find(({drivers}) => [...drivers].some(name => packages.has(name)))?.engine ?? null;
}
