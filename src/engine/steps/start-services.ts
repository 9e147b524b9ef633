import type {Action} from '../../model/plan';
import {composeUp} from '../compose';
import {say, type Context} from '../context';
import {waitHealthy} from '../health';
import {projectLabels} from '../labels';
import {run} from '../process';
import {rememberPort} from '../state';

/** Creates or replaces, starts, restarts, and waits until all answer in their own protocol. */
export async function startServices(
  {composition, services, restart}: Extract<Action, {do: 'start-services'}>,
  context: Context,
): Promise<void> {
  const labels = projectLabels(context, composition);
  say(context, `starting ${services.join(', ')}`);
  await composeUp(context, composition, services);
  for (const service of restart) {
    await run('docker', ['compose', '--file', composition, 'restart', service], {cwd: context.directory, signal: context.signal});
  }
  say(context, `waiting until ${services.join(', ')} ${services.length === 1 ? 'is' : 'are'} healthy`);
  await waitHealthy(context, labels, services);
  if (services.includes('nginx')) await rememberPort(context, labels);
}
