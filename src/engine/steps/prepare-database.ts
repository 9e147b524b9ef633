import type {Action} from '../../model/plan';
import type {Context} from '../context';
import {explainOutcome} from '../failures';
import {run} from '../process';
import {recordVolume} from '../volumes';

/** Makes the project's role and database as superuser, over the socket inside the container: no password travels. */
export async function prepareDatabase({composition, sql, volume, hash}: Extract<Action, {do: 'prepare-database'}>, context: Context): Promise<void> {
  const psql = ['psql', '--username=postgres', '--dbname=postgres', '--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1'];
  const outcome = await run('docker', ['compose', '--file', composition, 'exec', '--no-TTY', '--user=postgres', 'db', ...psql], {
    cwd: context.directory,
    input: sql.map(statement => (statement.endsWith('\\gexec') ? `${statement}\n` : `${statement};\n`)).join(''),
    signal: context.signal,
  });
  if (outcome.code !== 0) throw explainOutcome('migration-failed', `The database could not be prepared: ${outcome.lines.at(-1) ?? ''}`, outcome, ['devenv logs db']);
  await recordVolume(context, volume, () => ({prepared: hash}));
}
