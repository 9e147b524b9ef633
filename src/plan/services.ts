import {databaseElsewhere} from './database';
import {engineOf} from './engines';
import type {Inputs} from './inputs';

/** Stores that devenv ships, in the order in which they start. */
export type Store = 'db' | 'redis' | 'rabbitmq' | 'memcached';

/** Only the stores that the project needs. */
export function storesOf(inputs: Inputs): readonly Store[] {
  const {project} = inputs;
  const names: Store[] = [];
  if (engineOf(project) !== null && databaseElsewhere(inputs) === null) names.push('db');
  if (project.redis) names.push('redis');
  if (project.rabbitmq !== null) names.push('rabbitmq');
  if (project.memcached) names.push('memcached');
  return names;
}

/** A process of the project's code besides the web server. */
export interface Process {
  readonly name: string;
  /** What celery does; null for a command of the project's own. */
  readonly celery: 'worker' | 'beat' | null;
  /** Arguments after celery's subcommand, or the whole command. */
  readonly words: readonly string[];
}

/** Workers, beat and other commands: those of devenv.yaml, else as the project starts them. */
export function processesOf({project, settings}: Inputs): readonly Process[] {
  const beat: readonly Process[] = project.celery?.beat === true ? [{name: 'beat', celery: 'beat', words: project.celery.beatArgs}] : [];
  if (settings.workers !== null) {
    const given = Object.entries(settings.workers).map(([name, words]) => ({name: serviceName(name), celery: null, words}));
    return [...given, ...beat];
  }
  const workers = project.celery?.workers.map(({name, args}): Process => ({name, celery: 'worker', words: args})) ?? [];
  const others = project.workers.map(({name, command}): Process => ({name, celery: null, words: command}));
  return [...workers, ...beat, ...others];
}

function serviceName(name: string): string {
  return name === 'worker' || name.startsWith('worker-') ? name : `worker-${name}`;
}

/** The services of a project, in the order in which they start. */
export function serviceNames(inputs: Inputs): readonly string[] {
  return [...storesOf(inputs), ...ownServices(inputs), 'web', ...processesOf(inputs).map(({name}) => name), 'nginx'];
}

/** Services of devenv.yaml that bring an image of their own. */
export function ownServices({settings}: Inputs): readonly string[] {
  return Object.entries(settings.services).flatMap(([name, {compose}]) => (compose === undefined ? [] : [name]));
}

/** Whether a service runs the project's code. */
export function runsCode(name: string): boolean {
  return name === 'web' || name === 'beat' || name === 'worker' || name.startsWith('worker-');
}

/** The services of this project that run its code. */
export function codeServicesOf(inputs: Inputs): readonly string[] {
  return serviceNames(inputs).filter(runsCode);
}
