import {join} from 'node:path';
import {configFiles} from './config';
import {findEndpoint, observeContainers} from './engine';
import {DevenvError} from './model/errors';
import type {Mode} from './model/mode';
import type {ObservedContainer} from './model/observed';
import {findRoot} from './project';

/** A project as the engine knows it: what its containers say, without reading its code. */
export interface Located {
  readonly root: string;
  readonly containers: readonly ObservedContainer[];
}

/** Finds the project of a directory and its containers. This is the hot path of `status`, `exec` and `manage`. */
export async function locate(directory: string): Promise<Located> {
  const {directory: root} = await findRoot(directory, configFiles);
  const containers = await observeContainers(findEndpoint(process.env), [`devenv.root=${root}`]);
  return {root, containers: containers.filter(({labels}) => labels['devenv.role'] === 'service')};
}

/** The mode that runs; development where both or none do. */
export function modeOf({containers}: Located): Mode {
  const running = containers.filter(({state}) => state === 'running').map(({labels}) => labels['devenv.mode']);
  return running.includes('production') && !running.includes('development') ? 'production' : 'development';
}

/** @throws DevenvError `usage` when the service does not exist, `unhealthy` when it is not running. */
export function runningContainer(located: Located, service: string, mode: Mode): ObservedContainer {
  const own = located.containers.filter(({labels}) => labels['devenv.mode'] === mode);
  const container = own.find(candidate => candidate.service === service);
  if (container?.state === 'running') return container;
  if (container === undefined && own.length > 0) {
    throw new DevenvError('usage', `There is no service ${service}; there are ${own.map(candidate => candidate.service).join(', ')}`);
  }
  throw new DevenvError('unhealthy', `${service} is not running`, {next: [mode === 'production' ? 'devenv up --production' : 'devenv up']});
}

/** Absolute path of the Compose file that the last `up` of a mode wrote. */
export function compositionOf({root}: Pick<Located, 'root'>, mode: Mode): string {
  return join(root, '.devenv', mode === 'production' ? 'compose.production.yaml' : 'compose.yaml');
}
