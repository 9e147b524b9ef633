import type {Action} from '../../model/plan';
import type {Context} from '../context';
import {runSql} from '../sql';
import {recordVolume} from '../volumes';

/** Makes the project's role and database. */
export async function prepareDatabase(
  {composition, client, sql, volume, record, hash}: Extract<Action, {do: 'prepare-database'}>,
  context: Context,
): Promise<void> {
  await runSql(context, composition, client, sql);
  await recordVolume(context, {volume, record}, () => ({prepared: hash}));
}
