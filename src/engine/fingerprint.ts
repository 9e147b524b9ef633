import {createHash} from 'node:crypto';
import type {Endpoint} from './connect';
import {ask} from './socket';

/** What an image is, whatever registry or image store it went through. */
export interface Fingerprint {
  readonly id: string;
  readonly fingerprint: string;
  /** sha256 of each uncompressed layer, the lowest first. */
  readonly layers: readonly string[];
}

interface RawImage {
  readonly Id: string;
  readonly Os: string;
  readonly Architecture: string;
  readonly Variant?: string;
  readonly RootFS: {readonly Layers: readonly string[]};
  readonly Config: Readonly<Record<string, unknown>>;
}

/** Parts of the configuration that change how the image runs. */
const parts = ['Env', 'Entrypoint', 'Cmd', 'User', 'WorkingDir', 'Labels', 'ExposedPorts', 'Volumes', 'StopSignal', 'Healthcheck'];

/** The sha256 over platform, layers and configuration of an image; null where it is not here. */
export async function fingerprintOf(endpoint: Endpoint, image: string): Promise<Fingerprint | null> {
  const raw = await ask<RawImage>(endpoint, `/images/${encodeURIComponent(image)}/json`).catch((error: unknown) => {
    if (error instanceof Error && error.message.includes(': 404')) return null;
    throw error;
  });
  if (raw === null) return null;
  const config = Object.fromEntries(parts.map(name => [name, raw.Config[name]]));
  const content = {os: raw.Os, architecture: raw.Architecture, variant: raw.Variant, layers: raw.RootFS.Layers, config};
  return {id: raw.Id, layers: raw.RootFS.Layers, fingerprint: `sha256:${createHash('sha256').update(canonical(content)).digest('hex')}`};
}

/** JSON with sorted keys and without what is empty. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (item === null || item === '' || item === undefined) return undefined;
    if (typeof item !== 'object' || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The digest under which a registry keeps a pushed reference. */
export async function pushedDigest(endpoint: Endpoint, reference: string): Promise<string> {
  const {RepoDigests} = await ask<{RepoDigests: readonly string[]}>(endpoint, `/images/${encodeURIComponent(reference)}/json`);
  const repository = reference.slice(0, reference.lastIndexOf(':'));
  return RepoDigests.find(digest => digest.startsWith(`${repository}@`))?.split('@')[1] ?? '';
}
