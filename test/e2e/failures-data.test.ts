import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenvJson, type UpReport} from './support/devenv';
import {mustConverge, rowsOf, toldFailureOf, whileBroken} from './support/failure';
import {copyOfExample, type Site} from './support/site';

const migrations = 'example-django/trees/migrations';
const fixture = 'example-django/fixtures/quickstart.json';

let site: Site;

beforeAll(async () => {
  site = await copyOfExample("d'été");
  await devenvJson(site.root, 'up');
});

afterAll(async () => {
  await site.remove();
});

const up = () => toldFailureOf(site.root, 'up');

describe('a broken migration', () => {
  const good = migration('0005_species_slug_unique', 'migrations.RunSQL("CREATE TABLE kept (id int)")');

  test.each([
    ['in Python', migration('0006_good', 'migrations.RunPython(fail)'), 'ValueError: nope', 3],
    ['in SQL', migration('0006_good', 'migrations.RunSQL("ALTER TABLE nowhere ADD x int")'), 'relation "nowhere" does not exist', 1],
    ['with two leaf nodes', migration('0005_species_slug_unique', ''), 'Conflicting migrations', 1],
    ['with a parent that is not there', migration('0006_nothing', ''), 'nonexistent parent node', 1],
    ['that is no Python', 'import x y\n', 'SyntaxError', 1],
  ])('%s, after a good one: the database is as before', async (_, text, what, line) => {
    const before = await rowsOf(site);
    site.write(`${migrations}/0006_good.py`, good);
    site.write(`${migrations}/0007_bad.py`, text);
    const failure = await up();
    expect(failure).toMatchObject({exit: 6, code: 'migration-failed', where: `${migrations}/0007_bad.py:${String(line)}`});
    expect(failure.what).toContain(what);
    expect(await rowsOf(site)).toBe(before);
    rmSync(join(site.root, migrations, '0007_bad.py'));
    rmSync(join(site.root, migrations, '0006_good.py'));
  });

  test('once corrected, up goes on', async () => {
    site.write(`${migrations}/0006_good.py`, good);
    const {steps} = await devenvJson<UpReport>(site.root, 'up');
    expect(steps.map(({what, because}) => `${what}: ${because}`)).toEqual([`migrate: new: ${migrations}/0006_good.py`]);
    expect(await rowsOf(site)).toContain('CREATE TABLE public.kept');
  });

  function migration(parent: string, operation: string): string {
    const fail = 'def fail(apps, schema_editor):\n    raise ValueError("nope")\n';
    return `from django.db import migrations\n${fail}class Migration(migrations.Migration):\n    dependencies = [("trees", "${parent}")]\n    operations = [${operation}]\n`;
  }
});

describe('a broken fixture', () => {
  const object = (model: string, fields: object) => `[\n${JSON.stringify({model, pk: 77, fields})}]`;
  const finding = {place: 'x', note: 'long enough for it', found_on: '2025-01-01', species: 1};

  test.each([
    ['bad JSON', '[{"model": "trees.species",\n "pk": 1,\n "fields": {"slug": }}]', 'no valid JSON', 3],
    ['an unknown model', object('trees.nothing', {}), 'trees.nothing 77', 2],
    ['an unknown field', object('trees.species', {colour: 1}), "trees.species 77, colour: Species has no field named 'colour'", 2],
    [
      'a value of a wrong type',
      object('journal.finding', {...finding, length_mm: 'abc'}),
      'journal.finding 77, length_mm: “abc” value must be an integer.',
      2,
    ],
    [
      'a foreign key to nothing',
      object('journal.finding', {...finding, species: 4711}),
      'journal.finding 77, species: there is no trees.species 4711',
      2,
    ],
    ['a field that is missing', object('journal.finding', {place: 'x'}), 'journal.finding 77: null value in column "found_on"', 2],
  ])('%s', async (_, text, what, line) => {
    const before = await rowsOf(site);
    const failure = await whileBroken(site, fixture, () => text, up);
    expect(failure).toMatchObject({exit: 6, code: 'migration-failed', where: `${fixture}:${String(line)}`});
    expect(failure.what).toContain(what);
    expect(await rowsOf(site)).toBe(before);
  });

  test('once corrected, there is nothing to do', () => mustConverge(site));
});
