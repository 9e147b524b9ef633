import type {DatabaseAccess} from './access';

/**
 * What makes the user and the database, and makes them right again: each statement can run any number of times, on MySQL
 * and on MariaDB. The user may do all in its database and in those that tests make, and nothing elsewhere.
 */
export function mysqlSql({name, user, password}: DatabaseAccess): readonly string[] {
  const account = `${literal(user)}@'%'`;
  return [
    `CREATE DATABASE IF NOT EXISTS ${identifier(name)} CHARACTER SET utf8mb4`,
    `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY ${literal(password)}`,
    `ALTER USER ${account} IDENTIFIED BY ${literal(password)}`,
    // At the socket root is another account.
    ...(user === 'root' ? [`ALTER USER 'root'@'localhost' IDENTIFIED BY ${literal(password)}`] : []),
    ...[pattern(name), 'test\\_%', '%\\_test%'].map(names => `GRANT ALL PRIVILEGES ON ${identifier(names)}.* TO ${account}`),
  ];
}

/** A grant takes the name of a database as a pattern. */
function pattern(name: string): string {
  return name.replaceAll('\\', '\\\\').replace(/[%_]/g, character => `\\${character}`);
}

function identifier(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
