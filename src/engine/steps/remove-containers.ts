import type {Action} from '../../model/plan';
import type {Context} from '../context';
import {observeContainers} from '../containers';
import {projectLabels} from '../labels';
import {connectClient} from '../client';

/** Removes containers of services that the project needs no more; the Compose file does not know them any longer. */
export async function removeContainers(
  {composition, services}: Extract<Action, {do: 'remove-containers'}>,
  context: Context,
): Promise<void> {
  const containers = await observeContainers(context.endpoint, projectLabels(context, composition));
  const client = await connectClient(context.endpoint);
  for (const {id} of containers.filter(({service}) => services.includes(service))) await client.getContainer(id).remove({force: true});
}
