import type {Project, Variable} from '../model/project';
import type {Proof} from '../model/proof';
import {findMemcached, findRabbit} from './broker';
import {findCelery} from './celery';
import {listCommands} from './commands';
import {readDatabase} from './database';
import {findLoopback} from './loopback';
import {readMysql} from './mysql';
import {readPostgres} from './postgres';
import type {Code} from './python-source/code';
import {findRedis} from './redis';
import type {Required} from './required';
import {readSamples} from './samples';
import {aliasesIn, listServiceImages} from './service-images';
import type {DjangoSettingsModule} from './settings';
import {findWorkers} from './workers';

/** What services are read from. */
export interface ServiceSources {
  readonly tree: Code;
  readonly workdir: string;
  readonly module: DjangoSettingsModule;
  readonly required: readonly Required[];
  readonly variables: readonly Variable[];
  /** Files of the project's migrations. */
  readonly migrations: readonly string[];
}

type Services = Pick<Project, 'aliases' | 'celery' | 'loopback' | 'redis' | 'rabbitmq' | 'memcached' | 'workers'> & {
  readonly database: Omit<Project['database'], 'switches'>;
};

/** What runs beside the web server: stores, broker, workers. */
export function readServices({tree, workdir, module, required, variables, migrations}: ServiceSources): {
  readonly services: Services;
  readonly proofs: Readonly<Record<string, readonly Proof[]>>;
} {
  const commands = listCommands(tree, workdir);
  const images = listServiceImages(tree);
  const celery = findCelery(tree, workdir, module, required, commands);
  const workers = findWorkers(module, commands);
  const redis = findRedis(module, variables, required);
  const rabbit = findRabbit(module, variables, required, images);
  const memcached = findMemcached(module);
  const database = readDatabase(module, required, () => readSamples(tree, variables));
  const loopback = findLoopback(tree, workdir, module, database);
  const server = database.engine === 'mysql' ? readMysql(images) : readPostgres(tree, module, database.parts, migrations, images);
  const {proofs: versionProofs, ...needs} = database.engine === 'sqlite' ? {...server, version: null, proofs: []} : server;
  const services = {
    aliases: aliasesIn(images, database.engine),
    celery: celery.celery,
    redis: redis.length > 0,
    rabbitmq: rabbit.rabbitmq,
    memcached: memcached.length > 0,
    loopback,
    workers: workers.workers,
    database: {...database, ...needs},
  };
  const proofs = {
    'celery': celery.proofs,
    redis,
    'rabbitmq': rabbit.proofs,
    memcached,
    'loopback': loopback.map(({where}) => where),
    'workers': workers.proofs,
    'database.version': versionProofs,
  };
  return {services, proofs};
}
