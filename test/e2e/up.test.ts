import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenv, type UpReport} from './support/devenv';
import {containersOf, copyOfExample, type Container, type Site} from './support/site';
import {allServices, answer, compose, sql, type SiteStatus} from './support/stack';
import {until} from './support/until';
import {up, upReport} from './support/up';

const codeServices = ['beat', 'web', 'worker'];
let site: Site;
let url: string;
let first: UpReport;

beforeAll(async () => {
  site = await copyOfExample('up');
  first = await upReport(site);
  url = first.urls.site;
});
afterAll(() => site.remove());

/** Services whose container is another one or was started anew. */
function changed(before: Readonly<Record<string, Container>>, after: Readonly<Record<string, Container>>): readonly string[] {
  const isSame = (name: string) => before[name]?.id === after[name]?.id && before[name]?.startedAt === after[name]?.startedAt;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(name => !isSame(name)).sort();
}

/** Brings the site up and tells what it did and which services it touched. */
async function upAndCompare() {
  const before = await containersOf(site);
  const {steps} = await upReport(site);
  return {
    steps,
    kinds: steps.map(step => step.do),
    because: steps.map(step => step.because).join('\n'),
    touched: changed(before, await containersOf(site)),
  };
}

const species = () => answer<{results: unknown[]}>(url, '/api/species/').then(({results}) => results.length);

describe('a first up', () => {
  test('starts every service healthy and serves the home page, the API and the admin', async () => {
    expect(first.services.map(({name}) => name).sort()).toEqual(allServices);
    expect(new Set(first.services.map(({state, health}) => `${state} ${health}`))).toEqual(new Set(['running healthy']));
    expect(await species()).toBeGreaterThan(0);
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(new URL(first.urls.admin!))).status).toBe(200);
  });

  test('leaves a Compose file that plain docker compose ps, logs and exec work with', async () => {
    expect((await compose(site, 'ps', '--services')).split('\n').sort()).toEqual(allServices);
    expect(await compose(site, 'logs', '--no-color', 'db')).toContain('ready to accept connections');
    expect(await compose(site, 'exec', '--no-TTY', 'web', 'python', 'manage.py', 'check')).toContain('no issues');
  });
});

describe('an up after nothing changed', () => {
  test('performs no step and leaves every container as it was started', async () => {
    expect(await upAndCompare()).toMatchObject({steps: [], touched: []});
  });
});

describe('an up after the code changed', () => {
  test('has nothing to do, for the running site already follows: web, worker and beat', async () => {
    const before = await containersOf(site);
    site.edit('example-django/example/views.py', '"ok" if well', '"splendid" if well');
    site.edit('example-django/trees/tasks.py', '"plate": slug,', '"plate": slug + " followed",');
    site.edit('example-django/example/settings.py', 'BEAT_INTERVAL = 10 ', 'BEAT_INTERVAL = 1 ');
    await until('web follows', async () => ((await answer<SiteStatus>(url, '/api/status/')).status === 'splendid' ? true : null));
    await until('the worker follows', async () => ((await palette()) === 'ginkgo followed' ? true : null));
    await until('beat follows', async () => ((await ticksWithin(3)) ? true : null));
    expect((await upReport(site)).steps).toEqual([]);
    expect(changed(before, await containersOf(site))).toEqual([]);
  });

  /** Whether two ticks lie closer together than the first interval was. */
  async function ticksWithin(seconds: number): Promise<boolean> {
    const gap = await sql(
      site,
      'SELECT extract(epoch FROM max(at) - min(at)) FROM (SELECT at FROM journal_tick ORDER BY at DESC LIMIT 2) AS newest',
    );
    return Number(gap) > 0 && Number(gap) < seconds;
  }

  /** Sends a task and returns the plate that its result names. */
  async function palette(): Promise<string | undefined> {
    const {token} = await answer<{token: string}>(url, '/api/csrf/');
    const headers = {'X-CSRFToken': token, 'Cookie': `csrftoken=${token}`, 'Content-Type': 'application/json'};
    const sent = await fetch(new URL('/api/tasks/', url), {method: 'POST', headers, body: '{"plate": "ginkgo"}'});
    const {id} = (await sent.json()) as {id: string};
    const result = await until(
      'the task ends',
      async () => (await answer<{result: {plate: string} | null}>(url, `/api/tasks/${id}/`)).result,
    );
    return result.plate;
  }
});

describe('an up after one pin changed', () => {
  test('rebuilds the image, replaces web, worker and beat alone, and names file, package and both versions', async () => {
    const {image} = (await containersOf(site))['web']!;
    site.edit('example-django/requirements.txt', 'typing_extensions==4.16.0', 'typing_extensions==4.15.0');
    const {kinds, because, touched, steps} = await upAndCompare();
    expect(kinds).toEqual(expect.arrayContaining(['build-image', 'start-services']));
    expect(touched).toEqual(codeServices);
    expect(steps.find(step => step.do === 'build-image')?.because).toBe(
      'example-django/requirements.txt changed: typing-extensions 4.16.0 -> 4.15.0',
    );
    expect(because).toContain('typing-extensions 4.16.0 -> 4.15.0');
    expect((await containersOf(site))['web']!.image).not.toBe(image);
  });

  test('runs the new version behind the NGINX that stayed', async () => {
    const version = 'from importlib.metadata import version; print(version("typing_extensions"))';
    expect(await compose(site, 'exec', '--no-TTY', 'worker', 'python', '-c', version)).toBe('4.15.0');
    expect(await species()).toBeGreaterThan(0);
  });
});

describe('an up after a migration came', () => {
  test('migrates, names the file, and does nothing else', async () => {
    const file = 'example-django/journal/migrations/0005_weather.py';
    const operation = 'migrations.RunSQL("CREATE TABLE journal_weather (id int)", "DROP TABLE journal_weather")';
    site.write(
      file,
      `from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = [("journal", "0004_finding_length")]\n    operations = [${operation}]\n`,
    );
    const {kinds, because, touched} = await upAndCompare();
    expect({kinds, because, touched}).toEqual({kinds: ['migrate'], because: `new: ${file}`, touched: []});
    expect(await sql(site, 'SELECT count(*) FROM journal_weather')).toBe('0');
  });
});

describe('an up after a variable came', () => {
  test('replaces only the services that get it, and names the variable, never its value', async () => {
    site.write('example-django/.envrc', `${site.read('example-django/.envrc')}\nexport LEAF_COLOUR=scarlet-and-gold\n`);
    await devenv(site.root, 'allow');
    const before = await containersOf(site);
    const {stdout, stderr} = await up(site);
    expect(changed(before, await containersOf(site))).toEqual(codeServices);
    expect(stderr).toMatch(/^✔ start web, worker, beat {2}\(.*LEAF_COLOUR changed.*\)/m);
    expect(stdout + stderr).not.toContain('scarlet');
    expect((await containersOf(site))['web']!.env).toContain('LEAF_COLOUR=scarlet-and-gold');
  });

  test('replaces one service where devenv.yaml gives it to one', async () => {
    site.write('devenv.local.yaml', 'services:\n  worker:\n    env:\n      LEAF_SIZE: enormous\n');
    const {kinds, because, touched} = await upAndCompare();
    expect({kinds, touched}).toEqual({kinds: ['write-files', 'start-services'], touched: ['worker']});
    expect(because).toContain('LEAF_SIZE changed');
    expect(because).not.toContain('enormous');
  });
});
