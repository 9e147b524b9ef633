import {existsSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from '@jest/globals';
import {devenv, devenvKilled, type Kill} from './support/devenv';
import {copyOfExample, docker, type Site} from './support/site';
import {allServices, answer, compose, sql, type SiteStatus} from './support/stack';
import {until} from './support/until';
import {plannedSteps, up, upReport} from './support/up';

let site: Site;

beforeAll(async () => {
  site = await copyOfExample('killed');
  // A fresh machine makes the base images first, once.
  await up(site);
});
afterAll(() => site.remove());

/** Makes the next `up` a first one; base images stay. */
async function forget(): Promise<void> {
  await devenv(site.root, 'down', '--volumes', '--yes');
  rmSync(join(site.root, '.devenv'), {recursive: true, force: true});
}

/** By a comment, so that the next build has to install the packages again. */
function changeRequirements(): void {
  const file = 'example-django/requirements.txt';
  site.write(file, `${site.read(file)}# for ${site.root} alone\n`);
}

/** The next `up` has to end well, with every service healthy and the content served. */
async function expectConverged(): Promise<void> {
  const {services, urls} = await upReport(site);
  expect(services.map(({name, state, health}) => `${name} ${state} ${health}`).sort()).toEqual(
    allServices.map(name => `${name} running healthy`),
  );
  await until('every part of the site answers', async () =>
    (await answer<SiteStatus>(urls.site, '/api/status/')).status === 'ok' ? true : null,
  );
  expect((await answer<SiteStatus>(urls.site, '/api/status/')).postgres.species).toBe(8);
  expect(await plannedSteps(site)).toEqual([]);
}

/** The steps of a first `up` when the base images are there. */
const steps = [
  'write files',
  'build the image',
  'start db and redis',
  'prepare the database',
  'migrate',
  'load the fixture',
  'start the rest',
];
const [stores, migrated, loaded] = [3, 5, 6];

/** Writes what a person could have written by then. */
async function writeData(step: number): Promise<void> {
  if (step >= stores) await sql(site, "CREATE TABLE kept AS SELECT 'by hand' AS how", 'postgres');
  if (step >= migrated) await sql(site, "INSERT INTO auth_group (name) VALUES ('kept')");
  if (step >= loaded) await sql(site, "UPDATE trees_species SET family = 'Kept' WHERE id = 1");
}

async function expectData(step: number): Promise<void> {
  if (step >= stores) expect(await sql(site, 'SELECT how FROM kept', 'postgres')).toBe('by hand');
  if (step >= migrated) expect(await sql(site, 'SELECT name FROM auth_group')).toBe('kept');
  if (step >= loaded) expect(await sql(site, 'SELECT family FROM trees_species WHERE id = 1')).toBe('Kept');
}

describe('a first up that is killed by SIGKILL', () => {
  beforeEach(forget);

  test('has exactly the steps after which it is killed here', async () => {
    expect(await plannedSteps(site)).toHaveLength(steps.length);
  });

  test.each(steps.map((title, index) => [title, index + 1] as const))(
    'after "%s" is made good by the next up, and no data is lost',
    async (_, step) => {
      const isDone: Kill['at'] = (__, lines) => lines.filter(line => line.startsWith('✔ ')).length === step;
      const {code} = await devenvKilled(site.root, {signal: 'SIGKILL', at: isDone}, 'up');
      expect(step === steps.length ? [0, 137] : [137]).toContain(code);
      await writeData(step);
      await expectConverged();
      await expectData(step);
    },
  );
});

/** The base images of the example; a fresh machine makes them between the first two steps, in this order. */
const bases = ['debian', 'python', 'postgres', 'redis', 'nginx'];

async function baseImages(): Promise<readonly string[]> {
  const images = await docker('images', '--format', '{{.Repository}}:{{.Tag}}', 'devenv/*');
  return images.filter(image => new RegExp(`^devenv/(${bases.join('|')}):bookworm-[0-9a-f]{8}$`).test(image));
}

describe('a first up on a machine without base images, killed by SIGKILL', () => {
  beforeAll(async () => {
    await forget();
    // Those that an older devenv made, too.
    await docker('rmi', '--force', ...(await baseImages()));
  });

  test.each(['write', ...bases].map((what, index) => [what, index] as const))('goes on behind the step "%s"', async (what, index) => {
    const [first, ...rest] = await plannedSteps(site);
    expect(first?.toLowerCase()).toContain(what);
    expect(rest).toHaveLength(bases.length + steps.length - index - 1);
    const isDone: Kill['at'] = line => line.startsWith('✔ ');
    expect((await devenvKilled(site.root, {signal: 'SIGKILL', at: isDone}, 'up')).code).toBe(137);
    expect(await plannedSteps(site)).toEqual(rest);
  });

  test('until it converges', expectConverged);

  test('and makes each of them once', async () => {
    expect(await baseImages()).toHaveLength(bases.length);
  });
});

/** Lines of `up --verbose` in the middle of a step. */
const middles: readonly (readonly [string, RegExp])[] = [
  ['the build', /\| \[deps-build .*RUN/],
  ['the start of the stores', /\| starting db/],
  ['the preparation of the database', /^> prepare/],
  ['the migrations', /\| .*(Applying journal|No migrations to apply)/],
  ['the loading of the fixture', /^> load/],
  ['the start of the rest', /\| starting web/],
  ['the wait for health', /\| waiting until web/],
];

/** Without web there is always something to start, whatever the run before got done. */
async function leaveWork(): Promise<void> {
  if (existsSync(join(site.root, '.devenv/compose.yaml'))) await compose(site, 'rm', '--stop', '--force', 'web');
}

describe('an up that is ended in the middle of a step goes on with the next up', () => {
  beforeAll(async () => {
    await forget();
    changeRequirements();
  });

  test.each(middles)('in %s by ^C, with exit code 130 and no stack trace, and by SIGKILL of it and all its children', async (_, line) => {
    // A step of milliseconds can be over before the signal arrives; then the next one is what it ends.
    const rest = middles.slice(middles.findIndex(([, one]) => one === line));
    const at: Kill['at'] = text => rest.some(([, one]) => one.test(text));
    await leaveWork();
    const interrupted = await devenvKilled(site.root, {signal: 'SIGINT', group: true, at}, 'up', '--verbose');
    expect(interrupted.stderr).toContain('Interrupted');
    expect(interrupted.stderr).not.toMatch(/^\s+at /m);
    expect(interrupted.code).toBe(130);
    await leaveWork();
    const killed = await devenvKilled(site.root, {signal: 'SIGKILL', group: true, at}, 'up', '--verbose');
    expect({code: killed.code, failed: killed.stderr.split('\n').filter(text => text.startsWith('✖'))}).toEqual({code: 137, failed: []});
  });

  test('until it converges', expectConverged);
});
