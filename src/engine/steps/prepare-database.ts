import type {Action} from '../../model/plan';
import type {Context} from '../context';
import {runSql} from '../psql';
import {recordVolume} from '../volumes';

/** Makes the project's role and database. */
export async function prepareDatabase(
  {composition, sql, volume, record, hash}: Extract<Action, {do: 'prepare-database'}>,
  context: Context,
): Promise<void> {
  await runSql(context, composition, sql);
  await recordVolume(context, {volume, record}, () => ({prepared: hash}));
}
