import type {SqlClient} from '../model/plan';
import {composeEnvironment} from './compose';
import type {Context} from './context';
import {explainOutcome} from './failures';
import {run} from './process';

interface Client {
  /** The user in the container. */
  readonly user: string;
  readonly command: readonly string[];
  /** A statement as the client's input has it. */
  readonly line: (statement: string) => string;
}

/**
 * An administrator of devenv's own, since settings may want to be root themselves, with their own password. The images of
 * MariaDB and those of MySQL name their client differently; the password is the container's own.
 */
const asAdministrator = `export MYSQL_PWD="$MYSQL_ROOT_PASSWORD"
client=$(command -v mariadb || command -v mysql)
admin="'devenv_admin'@'localhost'"
"$client" --user=devenv_admin --execute='SELECT 1' >/dev/null 2>&1 ||
  "$client" --user=root --execute="CREATE USER IF NOT EXISTS $admin IDENTIFIED BY '$MYSQL_PWD'; GRANT ALL ON *.* TO $admin WITH GRANT OPTION" || exit
exec "$client" --user=devenv_admin --batch --default-character-set=utf8mb4`;

const clients: Readonly<Record<SqlClient, Client>> = {
  psql: {
    user: 'postgres',
    command: ['psql', '--username=postgres', '--dbname=postgres', '--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1'],
    // A command of psql's own ends with its line.
    line: statement => (/^\\connect |\\gexec$/.test(statement) ? `${statement}\n` : `${statement};\n`),
  },
  mysql: {
    user: 'root',
    command: ['sh', '-c', asAdministrator],
    line: statement => `${statement};\n`,
  },
};

/**
 * Runs statements as superuser over the socket inside the container of `db`: no password travels.
 * @throws DevenvError `migration-failed` at the first statement that fails.
 */
export async function runSql(context: Context, composition: string, client: SqlClient, sql: readonly string[]): Promise<void> {
  const {user, command, line} = clients[client];
  const exec = ['compose', '--file', composition, 'exec', '--no-TTY', `--user=${user}`, 'db', ...command];
  const outcome = await run('docker', exec, {
    cwd: context.directory,
    env: composeEnvironment(context),
    input: sql.map(line).join(''),
    signal: context.signal,
  });
  if (outcome.code !== 0)
    throw explainOutcome('migration-failed', `The database could not be prepared: ${outcome.lines.at(-1) ?? ''}`, outcome, [
      'devenv logs db',
    ]);
}
