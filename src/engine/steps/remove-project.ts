import type Docker from 'dockerode';
import type {Action} from '../../model/plan';
import {connectClient} from '../client';
import {say, type Context} from '../context';

/** Stops and removes what carries the project's label: containers and networks, and volumes and images where asked. */
export async function removeProject({project, volumes}: Extract<Action, {do: 'remove-project'}>, context: Context): Promise<void> {
  const client = await connectClient(context.endpoint);
  const own = {filters: {label: [`devenv.project=${project}`]}};
  await removeContainersOf(client, own, context);
  for (const {Id, Name} of await client.listNetworks(own)) {
    say(context, `network ${Name}`);
    await client.getNetwork(Id).remove();
  }
  if (!volumes) return;
  for (const {Name} of (await client.listVolumes(own)).Volumes) {
    say(context, `volume ${Name}`);
    await client.getVolume(Name).remove({force: true});
  }
  for (const image of await client.listImages(own)) {
    say(context, `image ${image.RepoTags?.[0] ?? image.Id}`);
    // By its id: one that a later build took the name from has no other.
    await client.getImage(image.Id).remove({force: true});
  }
}

/** All at once: each takes as long as its own shutdown. */
async function removeContainersOf(client: Docker, own: {filters: {label: string[]}}, context: Context): Promise<void> {
  const containers = await client.listContainers({all: true, ...own});
  await Promise.all(
    containers.map(async ({Id, Labels, State}) => {
      const container = client.getContainer(Id);
      say(context, `container ${Labels['devenv.service'] ?? Id}`);
      if (State === 'running') await container.stop().catch(() => undefined);
      await container.remove({force: true});
    }),
  );
}
