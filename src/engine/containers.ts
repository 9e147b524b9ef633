import type {ObservedContainer} from '../model/observed';
import type {Endpoint} from './connect';
import {ask, filters} from './socket';

/** The containers with all of the labels, one-off containers left out. */
export async function observeContainers(endpoint: Endpoint, labels: readonly string[]): Promise<readonly ObservedContainer[]> {
  const raw = await ask<RawContainer[]>(endpoint, `/containers/json?all=1&filters=${filters({label: labels})}`);
  return raw.filter(({Labels}) => Labels['com.docker.compose.oneoff'] !== 'True').map(toContainer);
}

interface RawContainer {
  readonly Id: string;
  readonly Image: string;
  readonly ImageID: string;
  readonly State: ObservedContainer['state'];
  readonly Status: string;
  readonly Created: number;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Ports: readonly {PublicPort?: number; PrivatePort: number}[];
}

function toContainer(raw: RawContainer): ObservedContainer {
  const ports = raw.Ports.flatMap(({PublicPort, PrivatePort}) =>
    PublicPort === undefined ? [] : [{host: PublicPort, container: PrivatePort}],
  );
  return {
    id: raw.Id,
    service: raw.Labels['devenv.service'] ?? raw.Labels['com.docker.compose.service'] ?? '',
    state: raw.State,
    health: healthOf(raw.Status),
    status: raw.Status,
    image: raw.Image,
    imageId: raw.ImageID,
    labels: raw.Labels,
    ports,
    created: raw.Created,
  };
}

/** The list of containers tells health only in its text: "Up 3 seconds (health: starting)". */
function healthOf(status: string): ObservedContainer['health'] {
  if (status.includes('(unhealthy)')) return 'unhealthy';
  if (status.includes('(healthy)')) return 'healthy';
  return status.includes('health: starting') ? 'starting' : 'none';
}
