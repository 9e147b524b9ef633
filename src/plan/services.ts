import {databaseElsewhere} from './database';
import type {Inputs} from './inputs';

/** The services of a project, in the order in which they start. */
export type ServiceName = 'db' | 'redis' | 'web' | 'worker' | 'beat' | 'nginx';

/** Only what the project needs. */
export function serviceNames(inputs: Inputs): readonly ServiceName[] {
  const {project} = inputs;
  const names: ServiceName[] = [];
  if (project.database.engine === 'postgresql' && databaseElsewhere(inputs) === null) names.push('db');
  if (project.redis) names.push('redis');
  names.push('web');
  if (project.celery !== null) names.push('worker');
  if (project.celery?.beat === true) names.push('beat');
  names.push('nginx');
  return names;
}

/** Services that run the project's code. */
export const codeServices: readonly string[] = ['web', 'worker', 'beat'];

/** The services of this project that run its code. */
export function codeServicesOf(inputs: Inputs): readonly string[] {
  return serviceNames(inputs).filter(name => codeServices.includes(name));
}
