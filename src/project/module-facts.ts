import {readHosts} from './hosts';
import {findLogs} from './logs';
import type {ProductionFacts, Project} from '../model/project';
import {isForShipping} from './redis';
import {readServices, type ServiceSources} from './services';
import type {DjangoSettingsModule} from './settings';
import {readStatic} from './static';

/** What follows from one settings module, with what proves it. */
export function readModule(sources: ServiceSources) {
  const {module, manage, tree} = sources;
  const {services, proofs} = readServices(sources);
  const {variables, ...others} = services;
  const facts = {
    variables,
    hosts: readHosts(module),
    logs: findLogs(tree, module, manage.workdir),
    static: readStatic(module, manage.workdir, 'STATIC'),
    media: readStatic(module, manage.workdir, 'MEDIA'),
    ...others,
  };
  return {facts, proofs};
}

/** What the module that ships says instead, and whether development uses Redis beside it. */
export function readShipped(
  sources: Omit<ServiceSources, 'module'>,
  module: DjangoSettingsModule,
  shipped: DjangoSettingsModule | null,
  own: ReturnType<typeof readModule>['facts'],
): Pick<Project, 'production' | 'redis' | 'engines'> {
  if (shipped === null) return {production: null, redis: own.redis, engines: servedBy(own.database)};
  const production = productionFacts({...sources, module: shipped}, own.database);
  const used = [
    {settings: module, variables: own.variables},
    {settings: shipped, variables: production.variables},
  ] as const;
  const engines = [...new Set([...servedBy(own.database), ...servedBy(production.database)])];
  return {production, engines, redis: own.redis && (own.celery !== null || !isForShipping(...used))};
}

function servedBy({engine}: Pick<Project['database'], 'engine'>): Project['engines'] {
  return engine === null || engine === 'sqlite' ? [] : [engine];
}

/** A database that reading does not see in the module that ships is that of development. */
function productionFacts(sources: ServiceSources, development: Omit<Project['database'], 'switches'>): ProductionFacts {
  const {aliases: _aliases, database, ...facts} = readModule(sources).facts;
  const served = {...(database.engine === null ? development : database), switches: {}};
  return {settings: sources.module.module, ...facts, database: served};
}
