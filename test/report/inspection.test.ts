import {expect, it} from '@jest/globals';
import {inspectionOf, renderInspection} from '../../src/report';
import {inputsOf} from '../plan/given';

const files = {
  'requirements-dev.txt': 'django-debug-toolbar\n',
  'shop/fixtures/initial.json': '[]',
  'shop/fixtures/more.json': '[]',
  'shop/fixtures/zoo.json': '[]',
  'shop/tests/fixtures/x.json': '[]',
  'Makefile': 'data:\n\tpython manage.py loaddata more\n',
  'compose.yaml': 'services:\n  db:\n    image: postgres:15\n',
};
const settings = [
  'import os',
  'NAME = os.getenv("SITE_NAME", "shop")',
  'LOGO = os.getenv("SITE_LOGO")',
  'INSTALLED_APPS = ["debug_toolbar"]',
  'ROOT_URLCONF = "shop.urls"',
  'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "db"}}',
].join('\n');

async function inspected() {
  const {project} = await inputsOf(settings, 'Django==5.2\npsycopg', files);
  return {...inspectionOf(project), placeholders: [], notices: []};
}

it('fixtures are those that up loads, those that the guides do, and all others but those of tests, told apart', async () => {
  const inspection = await inspected();
  expect(inspection.fixtures).toEqual(['shop/fixtures/initial.json', 'shop/fixtures/more.json', 'shop/fixtures/zoo.json']);
  expect(inspection.loaded).toEqual(['shop/fixtures/initial.json']);
  const row =
    'Fixtures     shop/fixtures/initial.json; not loaded: shop/fixtures/more.json, shop/fixtures/zoo.json  (shop/fixtures/initial.json:1, Makefile:2)';
  expect(renderInspection(inspection, true, (_style, text) => text)).toContain(row);
});

it('a file for development stays one where it ships too', async () => {
  const {dependencies} = await inspected();
  expect(dependencies.map(({file, set}) => [file, set])).toEqual([
    ['requirements.txt', 'production'],
    ['requirements-dev.txt', 'development'],
  ]);
});

it('a database is proved by its engine and by its version', async () => {
  expect(renderInspection(await inspected(), true, (_style, text) => text)).toMatch(/Database +postgresql 15 {2}\(.*:7, compose\.yaml:3\)/);
});

it('a variable without a default is optional', async () => {
  expect(renderInspection(await inspected(), false, (_style, text) => text)).toMatch(/SITE_NAME +default "shop".*\n +SITE_LOGO +optional/);
});

it('a Django without a pin is told by what its requirement allows', async () => {
  const {project} = await inputsOf(settings, 'Django>=5.2,<6', files);
  const {django, proofs} = inspectionOf(project);
  expect([django.version, proofs['django.version']]).toEqual(['>=5.2,<6', [{file: 'requirements.txt', line: 1}]]);
});
