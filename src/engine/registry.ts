import type {Observed} from '../model/observed';
import type {ImageSettings} from '../model/settings';
import {connectClient} from './client';
import type {Endpoint} from './connect';

/** Longest wait for a registry, in milliseconds: a closed network may answer nothing at all. */
const limit = 8000;

/** Whether the engine reaches a registry with the official images, asked by the digest of one of them. */
export async function registryAnswers(endpoint: Endpoint, {registry}: ImageSettings): Promise<Observed['registry']> {
  const client = await connectClient(endpoint);
  const image = client.getImage(`${registry === null ? '' : `${registry}/`}redis:7`);
  const timeout = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer')), limit).unref());
  return Promise.race([image.distribution(), timeout]).then(
    () => ({answers: true, because: 'an image registry answers'}),
    () => ({answers: false, because: 'no image registry answers'}),
  );
}

/** The digest under which a registry keeps an image. */
export async function digestOf(endpoint: Endpoint, image: string): Promise<string> {
  const client = await connectClient(endpoint);
  const {Descriptor} = (await client.getImage(image).distribution()) as {readonly Descriptor: {readonly digest: string}};
  return Descriptor.digest;
}
