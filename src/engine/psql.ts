import {composeEnvironment} from './compose';
import type {Context} from './context';
import {explainOutcome} from './failures';
import {run} from './process';

/**
 * Runs statements as superuser over the socket inside the container of `db`: no password travels.
 * @throws DevenvError `migration-failed` at the first statement that fails.
 */
export async function runSql(context: Context, composition: string, sql: readonly string[]): Promise<void> {
  const psql = ['psql', '--username=postgres', '--dbname=postgres', '--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1'];
  const outcome = await run('docker', ['compose', '--file', composition, 'exec', '--no-TTY', '--user=postgres', 'db', ...psql], {
    cwd: context.directory,
    env: composeEnvironment(),
    // A command of psql's own ends with its line.
    input: sql.map(statement => (/^\\connect |\\gexec$/.test(statement) ? `${statement}\n` : `${statement};\n`)).join(''),
    signal: context.signal,
  });
  if (outcome.code !== 0)
    throw explainOutcome('migration-failed', `The database could not be prepared: ${outcome.lines.at(-1) ?? ''}`, outcome, [
      'devenv logs db',
    ]);
}
