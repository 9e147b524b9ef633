import type {ProductionFacts, Project} from '../model/project';
import {readServices, type ServiceSources} from './services';
import {readStatic} from './static';
import {listVariables} from './variables';

/** What follows from one settings module, with what proves it. */
export function readModule(sources: Omit<ServiceSources, 'variables'>) {
  const {module, workdir} = sources;
  const variables = listVariables(module);
  const {services, proofs} = readServices({...sources, variables});
  const facts = {variables, static: readStatic(module, workdir, 'STATIC'), media: readStatic(module, workdir, 'MEDIA'), ...services};
  return {facts, proofs};
}

/** The same from the module that ships; a database that reading does not see there is that of development. */
export function productionFacts(
  sources: Omit<ServiceSources, 'variables'>,
  development: Omit<Project['database'], 'switches'>,
): ProductionFacts {
  const {database, redis, rabbitmq, memcached, variables, static: collected, media} = readModule(sources).facts;
  const served = {...(database.engine === null ? development : database), switches: {}};
  return {settings: sources.module.module, database: served, redis, rabbitmq, memcached, static: collected, media, variables};
}
