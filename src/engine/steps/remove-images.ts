import type {Action} from '../../model/plan';
import {connectClient} from '../client';
import type {Context} from '../context';

/** Removes images by name; one that somebody uses stays, since all that it costs is disk, and one that is gone is gone. */
export async function removeImages({images}: Extract<Action, {do: 'remove-images'}>, context: Context): Promise<void> {
  const client = await connectClient(context.endpoint);
  for (const image of images) {
    await client
      .getImage(image)
      .remove()
      .catch((error: unknown) => {
        if (![404, 409].includes((error as {statusCode?: number}).statusCode ?? 0)) throw error;
      });
  }
}
