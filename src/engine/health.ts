import {setTimeout as pause} from 'node:timers/promises';
import type {ObservedContainer} from '../model/observed';
import type {Context} from './context';
import {explainPython} from './failures';
import {observeContainers} from './containers';
import {run} from './process';

/** Longest wait for one group of services, in seconds; beyond every start_period of compose/. */
const limit = 120;

/**
 * Waits until the services are healthy, asking the engine ten times a second.
 * @throws DevenvError `unhealthy` with the end of the log of the first one that failed.
 */
export async function waitHealthy(context: Context, labels: readonly string[], services: readonly string[]): Promise<void> {
  const end = performance.now() + limit * 1000;
  for (;;) {
    context.signal.throwIfAborted();
    const containers = (await observeContainers(context.endpoint, labels)).filter(({service}) => services.includes(service));
    const ill = containers.find(
      ({health, state}) => health === 'unhealthy' || state === 'exited' || state === 'dead' || state === 'restarting',
    );
    if (ill !== undefined) throw await explain(ill, ill.health === 'unhealthy' ? 'is unhealthy' : `ended (${ill.status})`);
    const ready = containers.filter(({health, state}) => state === 'running' && (health === 'healthy' || health === 'none'));
    if (ready.length >= services.length) return;
    const late = containers.find(container => !ready.includes(container));
    if (performance.now() > end && late !== undefined) throw await explain(late, `was not healthy after ${String(limit)} s`);
    await pause(100);
  }
}

async function explain({id, service}: ObservedContainer, what: string) {
  const {lines} = await run('docker', ['logs', '--tail', '60', id]);
  return explainPython('unhealthy', `${service} ${what}`, lines, [`devenv logs ${service}`, `devenv shell ${service}`]);
}
