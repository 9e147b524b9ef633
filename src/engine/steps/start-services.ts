import type {Action} from '../../model/plan';
import {composeUp} from '../compose';
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
  await tellCompose(context, composition, 'unpause', paused);
  await composeUp(context, composition, services);
  await tellCompose(context, composition, 'restart', restart);
  say(context, `waiting until ${services.join(', ')} ${services.length === 1 ? 'is' : 'are'} healthy`);
  await waitHealthy(context, labels, services);
  if (services.includes('nginx')) await rememberPort(context, composition);
}

async function tellCompose({directory, signal}: Context, composition: string, action: string, services: readonly string[]): Promise<void> {
  if (services.length > 0) await run('docker', ['compose', '--file', composition, action, ...services], {cwd: directory, signal});
}
