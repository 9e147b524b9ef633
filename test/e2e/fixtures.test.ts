import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenv, type UpReport} from './support/devenv';
import {failureOf} from './support/failure';
import {copyOfExample, type Site} from './support/site';
import {sql} from './support/stack';
import {up, upReport} from './support/up';

const fixture = 'example-django/fixtures/quickstart.json';
let site: Site;
let first: UpReport;

beforeAll(async () => {
  site = await copyOfExample('fixtures');
  first = await upReport(site, '--no-fixtures');
});
afterAll(() => site.remove());

const family = (id: number) => sql(site, `SELECT family FROM trees_species WHERE id = ${String(id)}`);
const change = (id: number, value: string) => sql(site, `UPDATE trees_species SET family = '${value}' WHERE id = ${String(id)}`);
const kindsOf = ({steps}: UpReport) => steps.map(step => step.do);

function objects(): {model: string; pk: number; fields: Record<string, unknown>}[] {
  return JSON.parse(site.read(fixture)) as ReturnType<typeof objects>;
}

/** Gives a species another family in the fixture. */
function rewrite(id: number, value: string): void {
  const all = objects();
  const object = all.find(({model, pk}) => model === 'trees.species' && pk === id);
  if (object === undefined) throw new Error(`${fixture} has no species ${String(id)}`);
  object.fields['family'] = value;
  site.write(fixture, JSON.stringify(all));
}

describe('up --no-fixtures', () => {
  test('brings the site up without their content', async () => {
    expect(kindsOf(first)).not.toContain('load-fixture');
    expect(await sql(site, 'SELECT count(*) FROM trees_species')).toBe('0');
  });
});

describe('a fixture', () => {
  test('is loaded by the next up without that flag', async () => {
    const report = await upReport(site);
    expect(report.steps).toMatchObject([{do: 'load-fixture', because: 'it was never loaded'}]);
    expect(await sql(site, 'SELECT count(*) FROM trees_species')).toBe('8');
  });

  test('is loaded packed, too, and says so when its packing is broken', async () => {
    const packed = 'example-django/fixtures/seed.json.gz';
    const species = objects().filter(({model, pk}) => model === 'trees.species' && pk === 1);
    writeFileSync(join(site.root, packed), gzipSync(JSON.stringify(species)));
    expect((await upReport(site)).steps).toMatchObject([{do: 'load-fixture', what: `load ${packed}`}]);
    writeFileSync(join(site.root, packed), 'no gzip');
    expect(await failureOf(site.root, ['up'])).toMatchObject({exit: 6, what: expect.stringContaining(`${packed} is broken: `)});
    rmSync(join(site.root, packed));
  });

  test('is loaded once for its content: what a person changes later stays', async () => {
    await change(3, 'By hand');
    expect((await upReport(site)).steps).toEqual([]);
    expect(await family(3)).toBe('By hand');
  });

  test('leaves free keys to people: a row made by hand gets one of its own', async () => {
    expect(
      await sql(
        site,
        "INSERT INTO trees_species (common_name, latin_name, slug, family, leaf_shape, description, turns_from, turns_to) VALUES ('Hazel', 'Corylus avellana', 'hazel', 'Betulaceae', 'oval', 'Soft.', 9, 11) RETURNING id",
      ),
    ).toBe('9');
  });

  test('with other content updates rows that nobody changed, keeps the changed ones and says which', async () => {
    rewrite(2, 'Rewritten');
    rewrite(3, 'Rewritten');
    const {stderr} = await up(site);
    expect(stderr).toMatch(/✔ load example-django\/fixtures\/quickstart\.json {2}\(its content changed\)/);
    expect(stderr).toMatch(/! .*quickstart\.json: kept trees\.species 3 as changed in the database/);
    expect(stderr).not.toContain('trees.species 2');
    expect([await family(2), await family(3)]).toEqual(['Rewritten', 'By hand']);
    expect(await sql(site, 'SELECT common_name FROM trees_species WHERE id = 9')).toBe('Hazel');
  });

  test('is silent again when nothing changed', async () => {
    expect((await up(site)).stderr).toBe('');
  });

  test('takes a row back that a person made as it was', async () => {
    const before = JSON.parse(site.read(join('.devenv', 'state.json'))) as unknown;
    expect(before).toBeTruthy();
    await change(3, 'Fagaceae');
    rewrite(3, 'Rewritten twice');
    expect((await up(site)).stderr).not.toContain('kept');
    expect(await family(3)).toBe('Rewritten twice');
  });
});

describe('.devenv', () => {
  test('can be deleted while the site runs: up does the work again and loses no data', async () => {
    await change(4, 'By hand');
    rmSync(join(site.root, '.devenv'), {recursive: true});
    const {stderr} = await up(site);
    expect(stderr).toContain('kept trees.species 4 as changed in the database');
    expect(stderr).not.toContain('start ');
    expect([await family(3), await family(4)]).toEqual(['Rewritten twice', 'By hand']);
    expect(await sql(site, 'SELECT common_name FROM trees_species WHERE id = 9')).toBe('Hazel');
    expect((await upReport(site)).steps).toEqual([]);
  });

  test('can be deleted after down too, and what up says of the database is true', async () => {
    await devenv(site.root, 'down');
    rmSync(join(site.root, '.devenv'), {recursive: true});
    const report = await upReport(site);
    expect(report.steps.map(({because}) => because).join('\n')).not.toMatch(/volume is new|nothing was migrated|never loaded/);
    expect([await family(3), await family(4)]).toEqual(['Rewritten twice', 'By hand']);
  });
});
