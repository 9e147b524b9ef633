import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {GenericContainer, Wait, type StartedTestContainer} from 'testcontainers';
import {devenv} from '../e2e/support/devenv';
import {copyOfExample, docker} from '../e2e/support/site';

// Its helper container comes from a registry, which is not everywhere; each container here is stopped by afterAll.
process.env['TESTCONTAINERS_RYUK_DISABLED'] = 'true';

/** A base image by its name in images/; made by an `up` where it is not here yet. */
async function baseImage(name: string): Promise<string> {
  const find = async () =>
    (
      await docker(
        'images',
        '--filter',
        'label=devenv.role=base',
        '--filter',
        `label=devenv.base=${name}`,
        '--format',
        '{{.Repository}}:{{.Tag}}',
      )
    )[0];
  const found = await find();
  if (found !== undefined) return found;
  const site = await copyOfExample('images');
  if (name === 'mariadb')
    site.edit('example-django/example/settings.py', 'env.db("DATABASE_URL")', '{"ENGINE": "django.db.backends.mysql"}');
  await devenv(site.root, 'up');
  await site.remove();
  return (await find()) ?? '';
}

const started: StartedTestContainer[] = [];
afterAll(async () => {
  await Promise.all(started.map(container => container.stop()));
});

async function start(container: GenericContainer): Promise<StartedTestContainer> {
  const running = await container.start();
  started.push(running);
  return running;
}

describe('the Postgres image', () => {
  let postgres: StartedTestContainer;
  const connect = (password: string, sql: string) =>
    postgres.exec([
      'sh',
      '-c',
      `PGPASSWORD='${password}' psql --host=$(hostname -i) --username=ada --dbname=site --tuples-only --no-align --command="${sql}"`,
    ]);

  beforeAll(async () => {
    const environment = {POSTGRES_USER: 'ada', POSTGRES_PASSWORD: "it's", POSTGRES_DB: 'site'};
    const image = new GenericContainer(await baseImage('postgres')).withEnvironment(environment);
    postgres = await start(image.withWaitStrategy(Wait.forSuccessfulCommand('pg_isready --host=127.0.0.1 --username=ada')));
  });

  it('takes user, password and database from the variables of the official image', async () => {
    const {exitCode, stdout} = await connect(`it'\\''s`, 'SELECT current_user, current_database()');
    expect([exitCode, stdout.trim()]).toEqual([0, 'ada|site']);
  });

  it('refuses a wrong password', async () => {
    const {exitCode, output} = await connect('wrong', 'SELECT 1');
    expect(exitCode).not.toBe(0);
    expect(output).toContain('password authentication failed');
  });

  it('keeps its data where the official image does', async () => {
    const {stdout} = await connect(`it'\\''s`, 'SHOW data_directory');
    expect(stdout.trim()).toBe('/var/lib/postgresql/data');
  });
});

describe('the MariaDB image', () => {
  let mariadb: StartedTestContainer;
  const connect = (user: string, password: string, sql: string) =>
    mariadb.exec([
      'sh',
      '-c',
      `MYSQL_PWD="${password}" mariadb --host=$(hostname -i) --user=${user} --batch --skip-column-names --execute="${sql}"`,
    ]);

  beforeAll(async () => {
    const environment = {MARIADB_ROOT_PASSWORD: 'top', MYSQL_USER: 'ada', MYSQL_PASSWORD: `it's \\`, MARIADB_DATABASE: 'my_site'};
    const init = [{content: 'CREATE TABLE leaf (id int);', target: '/docker-entrypoint-initdb.d/leaf.sql'}];
    const image = new GenericContainer(await baseImage('mariadb')).withEnvironment(environment).withCopyContentToContainer(init);
    const isUp = 'MYSQL_PWD=top mariadb --user=root --skip-column-names --execute="SELECT @@skip_networking" | grep -q "^0$"';
    mariadb = await start(image.withWaitStrategy(Wait.forSuccessfulCommand(isUp)));
  });

  it('takes user, password and database from the variables of the official image, and runs its scripts', async () => {
    const {exitCode, stdout} = await connect('ada', `it's \\\\`, 'SHOW TABLES IN my_site');
    expect([exitCode, stdout.trim()]).toEqual([0, 'leaf']);
  });

  it('refuses a wrong password, and root without one', async () => {
    for (const user of ['ada', 'root']) {
      const {exitCode, output} = await connect(user, '', 'SELECT 1');
      expect([exitCode, output]).toEqual([1, expect.stringContaining('Access denied')]);
    }
    expect((await connect('root', 'top', 'SELECT 1')).stdout.trim()).toBe('1');
  });

  it('keeps its data where the official image does, and knows time zones', async () => {
    const sql = "SELECT @@datadir, CONVERT_TZ('2025-01-01', 'UTC', 'Asia/Tokyo')";
    expect((await connect('root', 'top', sql)).stdout.trim()).toBe('/var/lib/mysql/\t2025-01-01 09:00:00');
  });
});

describe('the Redis image', () => {
  it('answers PING and writes an append-only file below /data', async () => {
    const image = new GenericContainer(await baseImage('redis')).withCommand(['redis-server', '--appendonly', 'yes']);
    const redis = await start(image.withWaitStrategy(Wait.forSuccessfulCommand('redis-cli ping')));
    expect((await redis.exec(['redis-cli', 'set', 'leaf', 'oak'])).stdout.trim()).toBe('OK');
    expect((await redis.exec(['ls', '/data'])).stdout).toContain('appendonlydir');
  });
});

describe('the NGINX image', () => {
  it('serves what lies in /usr/share/nginx/html', async () => {
    const page = [{content: 'an oak leaf', target: '/usr/share/nginx/html/leaf.txt'}];
    // Asked from inside, by bash: a published port would listen to the whole network.
    const get = `exec 3<>/dev/tcp/127.0.0.1/80 && printf 'GET /leaf.txt HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3`;
    const image = new GenericContainer(await baseImage('nginx')).withCopyContentToContainer(page);
    const nginx = await start(image.withWaitStrategy(Wait.forSuccessfulCommand(`bash -c "${get}"`)));
    const {stdout} = await nginx.exec(['bash', '-c', get]);
    expect(stdout).toContain('200 OK');
    expect(stdout).toContain('an oak leaf');
  });
});
