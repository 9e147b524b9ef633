import {chmodSync, mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {devenv, devenvJson, type UpReport} from './support/devenv';
import {toldFailureOf} from './support/failure';
import type {Site} from './support/site';
import {generate} from './support/startproject';
import {upReport} from './support/up';

const sqlite = "'ENGINE': 'django.db.backends.sqlite3',\n        'NAME': BASE_DIR / 'db.sqlite3',";
const mysql = `'ENGINE': 'django.db.backends.mysql',
        'NAME': os.environ.get('MYSQL_DATABASE', 'mysite'),
        'USER': os.environ.get('MYSQL_USER', 'root'),
        'PASSWORD': os.environ.get('MYSQL_PASSWORD', ''),
        'HOST': os.environ.get('MYSQL_HOST', '127.0.0.1'),
        'OPTIONS': {'charset': 'utf8mb4'},`;

const tests = `
from django.contrib.auth.models import User
from django.db import connection
from django.test import TestCase

class Database(TestCase):
    def test_is_of_its_own(self):
        self.assertTrue(connection.settings_dict["NAME"].startswith("test_"))
        self.assertEqual(User.objects.count(), 0)
`;

let site: Site;
let report: UpReport;

beforeAll(async () => {
  const command = ['django-admin', 'startproject', 'mysite'] as const;
  site = await generate('mysite', {release: 'Django==4.2.*', creator: '3.11', command, files: {'.python-version': '3.11\n'}});
  site.edit('mysite/settings.py', sqlite, mysql);
  site.edit('mysite/settings.py', 'from pathlib', 'import os\nfrom pathlib');
  site.edit('mysite/settings.py', 'INSTALLED_APPS = [', "INSTALLED_APPS = [\n    'mysite',");
  mkdirSync(join(site.root, 'mysite/migrations'));
  site.write('mysite/migrations/__init__.py', '');
  site.write('mysite/migrations/0001_initial.py', migration([], []));
  site.write('mysite/tests.py', tests);
  report = await upReport(site);
});
afterAll(() => site.remove());

function migration(after: readonly string[], statements: readonly string[]): string {
  const dependencies = after.map(name => `("mysite", "${name}")`).join(', ');
  const operations = statements.map(sql => `migrations.RunSQL(${JSON.stringify(sql)})`).join(', ');
  return `from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = [${dependencies}]\n    operations = [${operations}]\n`;
}

/** What Python code prints in Django's shell. */
async function say(code: string): Promise<string> {
  const {code: exit, stdout, stderr} = await devenv(site.root, 'manage', 'shell', '-c', code);
  if (exit !== 0) throw new Error(stderr);
  return stdout.trim();
}

test('a project whose settings can use MySQL alone is up without configuration', async () => {
  expect(report.services.map(({name, health}) => `${name} ${health}`).sort()).toEqual(['db healthy', 'nginx healthy', 'web healthy']);
  expect((await fetch(report.urls.site)).status).toBe(200);
  expect((await upReport(site)).steps).toEqual([]);
});

test('Django uses it as a user who is not root, with all of Unicode and with time zones', async () => {
  const ask = `
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT CURRENT_USER(), @@character_set_database, CONVERT_TZ('2025-07-01', 'UTC', 'Europe/Vienna')")
    print(connection.vendor, *cursor.fetchone())
    cursor.execute("SHOW GRANTS")
    print("*.* TO" in "".join(row[0] for row in cursor.fetchall() if "USAGE" not in row[0]))`;
  expect(await say(ask)).toBe('mysql mysite@% utf8mb4 2025-07-01 02:00:00\nFalse');
});

test('its data outlives down', async () => {
  await say('from django.contrib.auth.models import User; User.objects.create(username="🌿")');
  await devenv(site.root, 'down');
  await upReport(site);
  expect(await say('from django.contrib.auth.models import User; print(*User.objects.values_list("username", flat=True))')).toBe('🌿');
});

test('devenv test runs on a server of its own', async () => {
  expect(await devenvJson(site.root, 'test')).toMatchObject({passed: 1, failed: 0, errors: 0});
});

test('production runs on it too', async () => {
  site.write('.server.envrc', "export MYSQL_PASSWORD='it\\\"s %' MYSQL_HOST=localhost\n");
  chmodSync(join(site.root, '.server.envrc'), 0o600);
  const {urls} = await devenvJson<UpReport>(site.root, 'up', '--production');
  expect((await fetch(urls.site)).status).toBe(200);
});

test('a migration that fails is told with what stays of it', async () => {
  const file = 'mysite/migrations/0002_bad.py';
  site.write(file, migration(['0001_initial'], ['CREATE TABLE kept (id int)', 'ALTER TABLE nowhere ADD x int']));
  const failure = await toldFailureOf(site.root, 'up');
  expect(failure).toMatchObject({exit: 6, code: 'migration-failed', where: `${file}:1`});
  expect(failure.what).toContain("nowhere' doesn't exist");
  expect(failure.next.join('\n')).toContain('what ran before the failing operation stays, of this migration too');
  expect(await say('from django.db import connection; print("kept" in connection.introspection.table_names())')).toBe('True');
  rmSync(join(site.root, file));
  expect((await upReport(site)).steps).toEqual([]);
});

test('settings that name localhost and root themselves reach it by its socket, and its data is there', async () => {
  for (const [name, value] of [
    ["HOST', '127.0.0.1'", 'localhost'],
    ["USER', 'root'", 'root'],
    ["PASSWORD', ''", ''],
    ["DATABASE', 'mysite'", 'mysite'],
  ] as const)
    site.edit('mysite/settings.py', `os.environ.get('MYSQL_${name})`, `'${value}'`);
  const {urls} = await upReport(site);
  expect((await fetch(urls.site)).status).toBe(200);
  expect(await say('from django.contrib.auth.models import User; print(User.objects.count())')).toBe('1');
});
