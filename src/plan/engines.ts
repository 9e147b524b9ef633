import type {ServedEngine} from '../model/database';
import type {SqlClient} from '../model/plan';
import type {Project} from '../model/project';
import type {DatabaseAccess} from './access';
import {hash} from './hash';
import {mysqlSql} from './mysql-sql';
import {postgresSql} from './postgres-sql';

/** How settings name an engine: the scheme of a URL, and Django's backend. */
interface Spelling {
  readonly scheme: string;
  readonly backend: string;
}

/** What devenv knows of a server that it runs as the service `db`. */
export interface Engine {
  /** The file of compose/ that its service begins with. */
  readonly fragment: string;
  /** The volume of that file: the data of one engine is no other's. */
  readonly volume: string;
  /** The names that it answers to, as the fragment gives them. */
  readonly names: readonly string[];
  readonly port: string;
  readonly client: SqlClient;
  /** Directory of its socket, where drivers take `localhost` for that and no variable says otherwise. */
  readonly socket?: string;
  readonly spelling: Spelling;
  readonly geographic: Spelling & {readonly applies: (project: Project) => boolean};
  /** Schemes of URLs that name it, without the colon; some settings compare them as text. */
  readonly schemes: readonly string[];
  /** What an ENGINE that is one of its own has in it. */
  readonly backends: RegExp;
  /** Longest name of a role that it takes; undefined where it cuts by itself. */
  readonly longestName?: number;
  /** Names of its own, which no database or role of a project's has. */
  readonly reserved: readonly string[];
  /** Whether a role without a password may connect. */
  readonly takesNoPassword: boolean;
  readonly environment: (project: Project) => Readonly<Record<string, string>>;
  /** What a server for tests has instead: its data is thrown away, so it may as well never reach the disk. */
  readonly forTests: Readonly<Record<string, unknown>>;
  readonly sql: (access: DatabaseAccess, extensions: readonly string[]) => readonly string[];
}

const engines: Readonly<Record<ServedEngine, Engine>> = {
  postgresql: {
    fragment: 'db',
    volume: 'db',
    names: ['db', 'postgres', 'postgresql', 'database'],
    port: '5432',
    client: 'psql',
    spelling: {scheme: 'postgres', backend: 'django.db.backends.postgresql'},
    geographic: {
      scheme: 'postgis',
      backend: 'django.contrib.gis.db.backends.postgis',
      applies: ({database}) => database.extensions.includes('postgis'),
    },
    schemes: ['postgres', 'postgresql', 'postgis', 'psql', 'pgsql'],
    backends: /postg/,
    reserved: [],
    takesNoPassword: false,
    // Since Postgres 18 the official image has another data directory, and devenv's volume is where it always was.
    environment: project => ({POSTGRES_PASSWORD: superuserPassword(project), PGDATA: '/var/lib/postgresql/data'}),
    // Without the tmpfs the image's VOLUME would be a mount.
    forTests: {
      tmpfs: ['/var/lib/postgresql/data'],
      command: ['postgres', '-c', 'fsync=off', '-c', 'full_page_writes=off'],
      environment: {POSTGRES_PASSWORD: 'tests'},
    },
    sql: postgresSql,
  },
  mysql: {
    fragment: 'mysql',
    volume: 'mysql',
    names: ['db', 'mysql', 'mariadb', 'database'],
    port: '3306',
    client: 'mysql',
    socket: '/run/mysqld',
    spelling: {scheme: 'mysql', backend: 'django.db.backends.mysql'},
    geographic: {
      scheme: 'mysqlgis',
      backend: 'django.contrib.gis.db.backends.mysql',
      applies: ({django}) => django.apps.includes('django.contrib.gis'),
    },
    schemes: ['mysql', 'mysql2', 'mysqlgis', 'mysql-connector'],
    backends: /mysql/,
    longestName: 32,
    reserved: ['mysql', 'sys', 'information_schema', 'performance_schema', 'root', 'mariadb_sys'],
    takesNoPassword: true,
    // The official image of MariaDB takes the names of MySQL's too.
    environment: project => ({MYSQL_ROOT_PASSWORD: superuserPassword(project)}),
    forTests: {
      tmpfs: ['/var/lib/mysql'],
      command: ['--character-set-server=utf8mb4', '--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0'],
      environment: {MYSQL_ROOT_PASSWORD: 'tests'},
    },
    sql: mysqlSql,
  },
};

/** The engine that is meant where nothing says which. */
export const usualEngine = engines.postgresql;

/** The engine of a project's database; null for SQLite's file, and where there is none that can be served. */
export function engineOf({database: {engine}}: Pick<Project, 'database'>): Engine | null {
  return engine === null || engine === 'sqlite' ? null : engines[engine];
}

function superuserPassword({id}: Project): string {
  return hash(id, 'superuser');
}
