import type {DatabaseState} from '../model/observed';
import type {Context} from './context';
import {ask} from './socket';
import {recordDatabase} from './state';

/** Records what a step did to a database together with when its volume was created. */
export async function recordVolume(
  context: Context,
  {volume, record}: {readonly volume: string; readonly record: string},
  change: (state: DatabaseState) => Partial<DatabaseState>,
): Promise<void> {
  const created = await ask<{CreatedAt?: string}>(context.endpoint, `/volumes/${volume}`).then(
    ({CreatedAt}) => CreatedAt ?? '',
    () => '',
  );
  recordDatabase(context.directory, record, created, change);
}
