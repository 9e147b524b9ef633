import type Docker from 'dockerode';
import type {Action} from '../../model/plan';
import {connectClient} from '../client';
import {say, type Context} from '../context';

/** Stops and removes what carries the project's label: containers and networks, and volumes and images where asked. */
export async function removeProject({project, last, volumes}: Extract<Action, {do: 'remove-project'}>, context: Context): Promise<void> {
  const client = await connectClient(context.endpoint);
  const own = {filters: {label: [`devenv.project=${project}`]}};
  const containers = await client.listContainers({all: true, ...own});
  const isLast = ({Labels}: Docker.ContainerInfo) => last.includes(Labels['devenv.service'] ?? '');
  for (const group of [containers.filter(one => !isLast(one)), containers.filter(isLast)]) await removeAll(client, group, context);
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
async function removeAll(client: Docker, containers: readonly Docker.ContainerInfo[], context: Context): Promise<void> {
  await Promise.all(
    containers.map(async ({Id, Labels, State}) => {
      const container = client.getContainer(Id);
      say(context, `container ${Labels['devenv.service'] ?? Id}`);
      if (State === 'running') await container.stop().catch(() => undefined);
      // A one-off container may be on its way out by itself.
      await container.remove({force: true}).catch((error: unknown) => untilGone(container, error));
    }),
  );
}

/** Waits for what somebody else is removing; throws the error where it tells of something else. */
async function untilGone(container: Docker.Container, error: unknown): Promise<void> {
  const {statusCode} = error as {statusCode?: number};
  if (statusCode === 409) await container.wait({condition: 'removed'}).catch((late: unknown) => untilGone(container, late));
  else if (statusCode !== 404) throw error;
}
