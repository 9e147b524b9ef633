import {expect, test} from '@jest/globals';
import {run} from '../e2e/support/devenv';
import {builtExample} from './built';

const {site, image} = builtExample();

const request = JSON.stringify({do: 'migrate', vendor: '-', how: 'one-by-one'});

/** What is said where reading did not tell which database the settings use. */
async function migrate(url: string, options: readonly string[] = []): Promise<string> {
  const values = ['--env', 'SECRET_KEY=x', '--env', 'REDIS_URL=redis://redis:6379/0', '--env', `DATABASE_URL=${url}`];
  const say = `echo '${request}' | python /opt/devenv/steps.py`;
  const {stdout, stderr} = await run('docker', ['run', '--rm', '--network=none', ...options, ...values, image(), 'sh', '-c', say], '/');
  return `${stdout}${stderr}`;
}

test('a file is migrated', async () => {
  const said = await migrate('sqlite:////tmp/site.sqlite3');
  expect(said).toMatch(/Applying auth\.0001_initial/);
  expect(said).toMatch(/^{"vendor": "sqlite"/m);
  expect(said).toContain('\u00040');
});

test('a server that nobody named is left alone, and is told', async () => {
  const said = await migrate('postgres://ada:pw@live.example.com/site');
  expect(said).toContain('devenv: the settings use postgresql, which is not migrated: devenv did not make it');
  expect(said).toMatch(/^{"vendor": "postgresql"/m);
  expect(said).toContain('\u00040');
});

const halfway = `
from django.db import migrations

class Migration(migrations.Migration):
    atomic = False
    dependencies = [("journal", "0004_finding_length")]
    operations = [migrations.RunSQL("CREATE TABLE kept (id integer)"), migrations.RunSQL("ALTER TABLE nowhere ADD x integer")]
`;

test('a migration that is not atomic may leave a part of itself', async () => {
  site().write('halfway.py', halfway);
  const place = '/app/example-django/journal/migrations/0005_halfway.py';
  const said = await migrate('sqlite:////tmp/site.sqlite3', ['--volume', `${site().root}/halfway.py:${place}:ro`]);
  expect(said).toContain('no such table: nowhere');
  expect(said).toContain('\u00048');
});

const settings = `
import pathlib, sys, types
sys.path.insert(0, "/opt/devenv")
import migrate
print(migrate.named(types.SimpleNamespace(
    DATABASES={},
    CACHES={"default": {"LOCATION": pathlib.Path("/tmp/cache")}, "two": {"LOCATION": ["redis://cache:6379/1", "memcached:11211"]}},
    CHANNEL_LAYERS={"default": {"CONFIG": {"hosts": [("channels", 6379, "more")]}}},
)))
print(migrate.named(types.SimpleNamespace(DATABASES={}, CACHES={"default": {"LOCATION": 7}})))
`;

test('where the settings look for their stores is told, whatever the kind of the value; what nobody knows fails nothing', async () => {
  const {stdout, stderr} = await run(
    'docker',
    ['run', '--rm', '--network=none', '--env', 'DEVENV_REQUIRED=', image(), 'python', '-c', settings],
    '/',
  );
  const told = (setting: string, host: string, port: number) => `{'setting': '${setting}', 'host': '${host}', 'port': ${String(port)}}`;
  const found = [
    told('CACHES.two', 'cache', 6379),
    told('CACHES.two', 'memcached', 11211),
    told('CHANNEL_LAYERS.default', 'channels', 6379),
  ];
  expect([stdout, stderr]).toEqual([`[${found.join(', ')}]\n[]\n`, '']);
});
