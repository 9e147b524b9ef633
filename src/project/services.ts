import type {Project, Variable} from '../model/project';
import type {Proof} from '../model/proof';
import {findMemcached, findRabbit, guest} from './broker';
import {findCelery} from './celery';
import {withCelerySettings, type SettingsSources} from './celery-settings';
import {listCommands, type ProcessCommand} from './commands';
import {readDatabase} from './database';
import {findLoopback} from './loopback';
import {readMysql} from './mysql';
import {readPostgres} from './postgres';
import {findRedis} from './redis';
import type {Required} from './required';
import {readSamples} from './samples';
import {asServicesRun} from './script-services';
import {aliasesIn, listServiceImages, type ServiceImage} from './service-images';
import {findTls} from './tls';
import {listVariables} from './variables';
import {findUsualBroker} from './usual-broker';
import {findWorkers} from './workers';

/** What services are read from. */
export interface ServiceSources extends SettingsSources {
  readonly required: readonly Required[];
  /** Files of the project's migrations. */
  readonly migrations: readonly string[];
}

type Services = Pick<Project, 'aliases' | 'celery' | 'loopback' | 'memcached' | 'rabbitmq' | 'redis' | 'variables' | 'workers'> & {
  readonly database: Omit<Project['database'], 'switches'>;
};

/** What runs beside the web server: stores, broker, workers; and the variables that the settings of them all read. */
export function readServices(sources: ServiceSources): {
  readonly services: Services;
  readonly proofs: Readonly<Record<string, readonly Proof[]>>;
} {
  const {tree, manage, module, required} = sources;
  const commands = asServicesRun(tree, listCommands(tree, manage.workdir));
  const images = listServiceImages(tree);
  const celery = findCelery(sources, required, commands);
  const variables = listVariables(module, celery.settings);
  const queues = withCelerySettings(module, celery.settings);
  const workers = findWorkers(module, commands);
  const redis = findRedis(queues, variables, required);
  const broker = readBroker(sources, celery, {variables, commands, images, hasRedis: redis.length > 0});
  const memcached = findMemcached(queues);
  const database = readDatabase(module, required, () => readSamples(tree, variables));
  const loopback = [...findLoopback(tree, manage.workdir, queues, database), ...broker.loopback];
  const server = readServer(sources, database, images);
  const services = {
    variables,
    aliases: aliasesIn(images, database.engine),
    celery: celery.celery,
    redis: redis.length > 0,
    rabbitmq: broker.rabbitmq,
    memcached: memcached.length > 0,
    loopback,
    workers: workers.workers,
    database: {...database, ...server.needs},
  };
  const proofs = {
    ...celery.proofs,
    redis,
    rabbitmq: broker.proofs,
    memcached,
    loopback: loopback.map(({where}) => where),
    workers: workers.proofs,
    ...server.proofs,
  };
  return {services, proofs};
}

interface BrokerSigns {
  readonly variables: readonly Variable[];
  readonly commands: readonly ProcessCommand[];
  readonly images: readonly ServiceImage[];
  readonly hasRedis: boolean;
}

/** RabbitMQ as the settings reach it, else as celery looks for it by itself. */
function readBroker(
  {tree, manage: {workdir}, module, required}: ServiceSources,
  {celery, settings}: ReturnType<typeof findCelery>,
  {variables, commands, images, hasRedis}: BrokerSigns,
) {
  const named = findRabbit(withCelerySettings(module, settings), variables, required, images);
  if (named.rabbitmq !== null || hasRedis || celery === null) return {...named, loopback: []};
  const modules = settings === null ? [module] : [module, settings];
  const usual = findUsualBroker({tree, workdir, modules, required, commands}, celery);
  return usual === null ? {...named, loopback: []} : {rabbitmq: guest, proofs: [usual.where], loopback: [usual]};
}

/** What the server of the database must be and do. */
function readServer(
  {tree, module, migrations}: ServiceSources,
  {engine, parts}: ReturnType<typeof readDatabase>,
  images: readonly ServiceImage[],
) {
  const server = engine === 'mysql' ? readMysql(images) : readPostgres(tree, module, parts, migrations, images);
  const {proofs, ...needs} = engine === 'sqlite' ? {...server, version: null, proofs: []} : server;
  const tls = engine === 'postgresql' ? findTls(tree, module) : [];
  return {needs: {...needs, ...(tls.length === 0 ? {} : {tls: true as const})}, proofs: {'database.version': proofs, 'database.tls': tls}};
}
