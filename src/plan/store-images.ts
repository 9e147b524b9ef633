import type {Database} from '../model/database';
import type {Inputs} from './inputs';

type DatabaseImage = 'postgres' | 'postgis' | 'pgvector' | 'mariadb';
type StoreImage = DatabaseImage | 'redis' | 'rabbitmq' | 'memcached';

/** Releases with the longest support; any Django that devenv runs takes them. */
const usualVersions = {mysql: '8.4', mariadb: '10.11'};

/** The image of MySQL, or of MariaDB where the project names neither. */
export function officialMysql({server = 'mariadb', version}: Pick<Database, 'server' | 'version'>, prefix: string): string {
  return `${prefix}${server}:${version ?? usualVersions[server]}`;
}

/** What is no official image lies beside them: mirror.example.com/library is the place of the official ones only. */
export function officialPostgres(version: string, prefix: string): Readonly<Record<'postgres' | 'postgis' | 'pgvector', string>> {
  const beside = prefix.replace(/(^|\/)library\/$/, '$1');
  return {
    postgres: `${prefix}postgres:${version}`,
    postgis: `${beside}postgis/postgis:${version}-3.5`,
    pgvector: `${beside}pgvector/pgvector:pg${version}`,
  };
}

/** The images of the stores by service; of the database the last that is laid over. */
export function storeImages(
  {project}: Inputs,
  {images}: {readonly images: Readonly<Record<StoreImage, string>>},
): Readonly<Record<string, string>> {
  const database = databaseBases(project.database).at(-1) ?? 'postgres';
  return {db: images[database], redis: images.redis, rabbitmq: images.rabbitmq, memcached: images.memcached};
}

/** The database server, and what is laid over it for Postgres' extensions, one over the other. */
export function databaseBases({engine, extensions}: Pick<Database, 'engine' | 'extensions'>): readonly DatabaseImage[] {
  if (engine === 'mysql') return ['mariadb'];
  const geographic = extensions.some(name => name.startsWith('postgis'));
  return ['postgres', ...(geographic ? (['postgis'] as const) : []), ...(extensions.includes('vector') ? (['pgvector'] as const) : [])];
}
