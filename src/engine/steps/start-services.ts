import type {Action} from '../../model/plan';
import {composeEnvironment, composeUp} from '../compose';
import {observeContainers} from '../containers';
import {say, type Context} from '../context';
import {waitHealthy} from '../health';
import {projectLabels} from '../labels';
import {run} from '../process';
import {rememberPort} from '../state';

/** Wakes, creates or replaces, starts, restarts, and waits until all answer in their own protocol. */
export async function startServices(
  {composition, services, paused, restart}: Extract<Action, {do: 'start-services'}>,
  context: Context,
): Promise<void> {
  const labels = projectLabels(context, composition);
  say(context, `starting ${services.join(', ')}`);
  const before = await idsOf(context, labels, 'running');
  await tellCompose(context, composition, 'unpause', paused);
  await composeUp(context, composition, services);
  await tellCompose(context, composition, 'restart', restart);
  say(context, `waiting until ${services.join(', ')} ${services.length === 1 ? 'is' : 'are'} healthy`);
  await waitHealthy(context, labels, services).catch(async (error: unknown) => {
    // One that ran when this step began may have ended by a fault that is mended by now.
    const ended = await idsOf(context, labels, 'exited');
    if (!ended.some(id => before.includes(id))) throw error;
    await composeUp(context, composition, services);
    await waitHealthy(context, labels, services);
  });
  if (services.includes('nginx')) await rememberPort(context, composition);
}

async function idsOf({endpoint}: Context, labels: readonly string[], state: 'running' | 'exited'): Promise<readonly string[]> {
  const containers = await observeContainers(endpoint, labels);
  return containers.filter(container => container.state === state).map(({id}) => id);
}

async function tellCompose({directory, signal}: Context, composition: string, action: string, services: readonly string[]): Promise<void> {
  if (services.length > 0)
    await run('docker', ['compose', '--file', composition, action, ...services], {cwd: directory, env: composeEnvironment(), signal});
}
