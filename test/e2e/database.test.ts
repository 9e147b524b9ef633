import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenv} from './support/devenv';
import {copyOfExample, type Site} from './support/site';
import {answer, sql, type SiteStatus} from './support/stack';
import {upReport} from './support/up';

let site: Site;

beforeAll(async () => {
  site = await copyOfExample('database');
  await upReport(site);
  await sql(site, "INSERT INTO auth_group (name) VALUES ('kept')");
});
afterAll(() => site.remove());

const groups = (database: string) => sql(site, 'SELECT name FROM auth_group', database);

/** Writes other credentials into `.envrc`, allows it, and brings the site up; returns what was done, by kind, with the reason. */
async function connectAs(credentials: string): Promise<Readonly<Record<string, string>>> {
  const text = site.read('example-django/.envrc').replace(/^export DATABASE_URL=.*$/m, `export DATABASE_URL='postgres://${credentials}'`);
  site.write('example-django/.envrc', text);
  await devenv(site.root, 'allow');
  const {steps, urls} = await upReport(site);
  expect((await answer<SiteStatus>(urls.site, '/api/status/')).postgres).toMatchObject({answers: true, species: 8});
  expect((await upReport(site)).steps).toEqual([]);
  return Object.fromEntries(steps.map(step => [step.do, step.because]));
}

/** Adds a migration that only the owner of a table may run. */
function addMigration(number: string, after: string): void {
  const operation = `migrations.RunSQL("ALTER TABLE trees_species ADD COLUMN extra_${number} int", "ALTER TABLE trees_species DROP COLUMN extra_${number}")`;
  const text = `from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = [("trees", "${after}")]\n    operations = [${operation}]\n`;
  site.write(`example-django/trees/migrations/${number}_extra.py`, text);
}

describe('after other credentials in .envrc, up converges', () => {
  test('with another password: the role gets it, nothing migrates, the data is there', async () => {
    const steps = await connectAs('example:o%27ther%24@localhost:5432/example');
    expect(Object.keys(steps)).toEqual(['write-files', 'prepare-database', 'start-services']);
    expect(steps['prepare-database']).toBe('its role or password changed');
    expect(JSON.stringify(steps)).not.toContain('other');
    expect(await groups('example')).toBe('kept');
  });

  test('with another user: it owns what the former one owned, and migrates it', async () => {
    addMigration('0006', '0005_species_slug_unique');
    const steps = await connectAs('gardener:secret@localhost:5432/example');
    expect(Object.keys(steps)).toEqual(expect.arrayContaining(['prepare-database', 'migrate']));
    expect(await groups('example')).toBe('kept');
  });

  test('with the superuser of Postgres, as many teams write, and with a plain user after that', async () => {
    addMigration('0007', '0006_extra');
    await connectAs('postgres:secret@localhost:5432/example');
    addMigration('0008', '0007_extra');
    await connectAs('example:example@localhost:5432/example');
    expect(await groups('example')).toBe('kept');
  });

  test('with another name: the new database is migrated and loaded, the old one untouched', async () => {
    const steps = await connectAs('example:example@localhost:5432/leafbook-2');
    expect(Object.keys(steps)).toEqual(['write-files', 'prepare-database', 'migrate', 'load-fixture', 'start-services']);
    expect(await groups('leafbook-2')).toBe('');
    expect(await groups('example')).toBe('kept');
  });

  test('with the former name again: the data is as it was left, and nothing is done twice', async () => {
    const steps = await connectAs('example:example@localhost:5432/example');
    expect(Object.keys(steps)).not.toContain('migrate');
    expect(Object.keys(steps)).not.toContain('load-fixture');
    expect(await groups('example')).toBe('kept');
  });
});
