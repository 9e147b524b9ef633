import type {Inputs} from './inputs';

type StoreImage = 'postgres' | 'postgis' | 'pgvector' | 'redis' | 'rabbitmq' | 'memcached';

/** What is no official image lies beside them: mirror.example.com/library is the place of the official ones only. */
export function officialPostgres(version: string, prefix: string): Readonly<Record<'postgres' | 'postgis' | 'pgvector', string>> {
  const beside = prefix.replace(/(^|\/)library\/$/, '$1');
  return {
    postgres: `${prefix}postgres:${version}`,
    postgis: `${beside}postgis/postgis:${version}-3.5`,
    pgvector: `${beside}pgvector/pgvector:pg${version}`,
  };
}

/** The images of the stores by service; Postgres with what its extensions need. */
export function storeImages(
  {project}: Inputs,
  {images}: {readonly images: Readonly<Record<StoreImage, string>>},
): Readonly<Record<string, string>> {
  const postgres = postgresBases(project.database.extensions).at(-1) ?? 'postgres';
  return {db: images[postgres], redis: images.redis, rabbitmq: images.rabbitmq, memcached: images.memcached};
}

/** Postgres and what is laid over it, one over the other. */
export function postgresBases(extensions: readonly string[]): readonly ('postgres' | 'postgis' | 'pgvector')[] {
  const geographic = extensions.some(name => name.startsWith('postgis'));
  return ['postgres', ...(geographic ? (['postgis'] as const) : []), ...(extensions.includes('vector') ? (['pgvector'] as const) : [])];
}
