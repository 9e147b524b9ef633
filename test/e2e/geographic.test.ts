import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {devenv, devenvJson} from './support/devenv';
import type {Site} from './support/site';
import {generate} from './support/startproject';
import {upReport} from './support/up';

const sqlite = "'ENGINE': 'django.db.backends.sqlite3',\n        'NAME': BASE_DIR / 'db.sqlite3',";
const postgis = `'ENGINE': 'django.contrib.gis.db.backends.postgis',
        'NAME': os.environ.get('POSTGRES_DB', 'mysite'),
        'USER': os.environ.get('POSTGRES_USER', 'mysite'),
        'PASSWORD': os.environ.get('POSTGRES_PASSWORD', ''),
        'HOST': os.environ.get('POSTGRES_HOST', 'localhost'),
        'OPTIONS': {'sslmode': 'require'},`;

const models = `
from django.contrib.gis.db import models
from pgvector.django import VectorField

class Place(models.Model):
    name = models.CharField(max_length=40)
    where = models.PointField(geography=True)
    meaning = VectorField(dimensions=3)
`;

const migration = `
from django.contrib.gis.db.models import PointField
from django.db import migrations, models
from pgvector.django import VectorExtension, VectorField

class Migration(migrations.Migration):
    initial = True
    operations = [
        VectorExtension(),
        migrations.CreateModel("Place", [
            ("id", models.BigAutoField(primary_key=True)),
            ("name", models.CharField(max_length=40)),
            ("where", PointField(geography=True)),
            ("meaning", VectorField(dimensions=3)),
        ]),
    ]
`;

const tests = `
from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.test import TestCase
from pgvector.django import L2Distance
from places.models import Place

class Nearest(TestCase):
    def setUp(self):
        Place.objects.create(name="Berlin", where=Point(13.405, 52.52), meaning=[1, 0, 0])
        Place.objects.create(name="Lisbon", where=Point(-9.139, 38.722), meaning=[0, 1, 0])

    def test_on_the_globe(self):
        potsdam = Point(13.064, 52.391, srid=4326)
        self.assertEqual([place.name for place in Place.objects.filter(where__dwithin=(potsdam, D(km=40)))], ["Berlin"])

    def test_in_meaning(self):
        self.assertEqual(Place.objects.order_by(L2Distance("meaning", [0, 0.9, 0])).first().name, "Lisbon")
`;

let site: Site;

beforeAll(async () => {
  const command = ['django-admin', 'startproject', 'mysite'] as const;
  site = await generate('mysite', {release: 'Django==5.2.*', creator: '3.13', command, files: {'.python-version': '3.13\n'}});
  site.write('requirements.txt', `${site.read('requirements.txt')}psycopg[binary]==3.3.9\npgvector==0.4.1\n`);
  site.edit('mysite/settings.py', sqlite, postgis);
  site.edit('mysite/settings.py', 'from pathlib', 'import os\nfrom pathlib');
  site.edit('mysite/settings.py', 'INSTALLED_APPS = [', "INSTALLED_APPS = [\n    'django.contrib.gis',\n    'places',");
  mkdirSync(join(site.root, 'places/migrations'), {recursive: true});
  for (const name of ['places/__init__.py', 'places/migrations/__init__.py']) site.write(name, '');
  site.write('places/models.py', models);
  site.write('places/migrations/0001_initial.py', migration);
  site.write('places/tests.py', tests);
});
afterAll(() => site.remove());

test('PostGIS and pgvector are there for migrations of a role that is no superuser, over TLS as the settings ask', async () => {
  const {services} = await upReport(site);
  expect(services.map(({name, health}) => `${name} ${health}`).sort()).toEqual(['db healthy', 'nginx healthy', 'web healthy']);
  const code = `from django.db import connection as c
cursor = c.cursor()
cursor.execute("select extname from pg_extension where extname in ('postgis', 'vector') order by 1")
print([name for name, in cursor.fetchall()])
cursor.execute("select rolsuper from pg_roles where rolname = current_user")
print(cursor.fetchone()[0])
cursor.execute("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
print(cursor.fetchone()[0])`;
  const {code: exit, stdout, stderr} = await devenv(site.root, 'manage', 'shell', '-v', '0', '-c', code);
  expect([exit, stdout.trim(), stderr]).toEqual([0, "['postgis', 'vector']\nFalse\nTrue", expect.anything()]);
});

test('and in the database of the tests', async () => {
  expect(await devenvJson(site.root, 'test')).toMatchObject({passed: 2, failed: 0, errors: 0});
});

test('SpatiaLite is SQLite with its library, and no server', async () => {
  site.edit(
    'mysite/settings.py',
    postgis,
    "'ENGINE': 'django.contrib.gis.db.backends.spatialite',\n        'NAME': BASE_DIR / 'geo.sqlite3',",
  );
  site.edit('mysite/settings.py', "    'places',", '');
  const {services} = await upReport(site);
  expect(services.map(({name, health}) => `${name} ${health}`).sort()).toEqual(['nginx healthy', 'web healthy']);
  const code = `from django.db import connection as c
cursor = c.cursor()
cursor.execute("select round(st_distance(st_point(0, 0), st_point(3, 4))), (select count(*) > 0 from spatial_ref_sys)")
print(cursor.fetchone())`;
  const {stdout} = await devenv(site.root, 'manage', 'shell', '-v', '0', '-c', code);
  expect(stdout.trim()).toBe('(5.0, 1)');
});
