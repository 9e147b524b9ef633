import {existsSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenv} from './support/devenv';
import {containersOf, copyOfExample, docker, type Site} from './support/site';
import {compose, projectOf} from './support/stack';
import {performedSteps, plannedSteps, up} from './support/up';

let site: Site;

beforeAll(async () => {
  site = await copyOfExample('dry-run');
});
afterAll(() => site.remove());

const migration = 'example-django/journal/migrations/0005_weather.py';
const fixture = 'example-django/fixtures/quickstart.json';

/** Each state that up meets: how it comes about, what the plan must then hold, and the flags. */
const states: readonly (readonly [string, () => Promise<unknown>, readonly RegExp[], readonly string[]])[] = [
  [
    'a new project',
    () => Promise.resolve(),
    [/^write /, /^build image dev/, /^start db, redis/, /^prepare /, /^migrate/, /^load /, /^start web/],
    [],
  ],
  ['nothing to do', () => Promise.resolve(), [], []],
  ['a changed pin', pin, [/^write /, /^build image dev/, /^migrate/, /^start web, worker, beat /, /^remove an image /], []],
  ['a changed variable', variable, [/^write /, /^start web, worker, beat /], []],
  ['a new migration and a changed fixture', migrationAndFixture, [/^migrate/, /^load /], []],
  ['a changed fixture that is not asked for', otherFixture, [], ['--no-fixtures']],
  ['one container removed, one stopped and one paused', removeStopAndPause, [/^start redis /, /^load /, /^start worker, nginx /], []],
  ['the data removed', removeData, [/^start db /, /^prepare /, /^migrate/, /^load /], []],
  ['.devenv deleted', deleteGenerated, [/^write /, /^prepare /, /^migrate/, /^load /], []],
  ['a build asked for', () => Promise.resolve(), [/^build image dev/, /^start web, worker, beat /], ['--build']],
];

async function pin(): Promise<void> {
  site.edit('example-django/requirements.txt', 'sqlparse==0.6.1', 'sqlparse==0.6.0');
}

async function variable(): Promise<void> {
  site.edit('example-django/.envrc', 'ALLOWED_HOSTS=localhost,127.0.0.1', 'ALLOWED_HOSTS=localhost,127.0.0.1,leafbook.localhost');
  await devenv(site.root, 'allow');
}

async function migrationAndFixture(): Promise<void> {
  const operation = 'migrations.RunSQL("CREATE TABLE journal_weather (id int)", "DROP TABLE journal_weather")';
  site.write(
    migration,
    `from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = [("journal", "0004_finding_length")]\n    operations = [${operation}]\n`,
  );
  site.edit(fixture, 'A fan with a notch', 'A fan with a deep notch');
}

async function otherFixture(): Promise<void> {
  site.edit(fixture, 'A fan with a deep notch', 'A fan with a very deep notch');
}

async function removeStopAndPause(): Promise<void> {
  const {worker, nginx, redis} = await containersOf(site);
  await docker('pause', redis!.id);
  await docker('rm', '--force', worker!.id);
  await docker('stop', nginx!.id);
}

async function removeData(): Promise<void> {
  const project = await projectOf(site);
  await compose(site, 'rm', '--stop', '--force', 'db');
  await docker('volume', 'rm', `${project}_db`);
}

function deleteGenerated(): Promise<void> {
  rmSync(join(site.root, '.devenv'), {recursive: true});
  return Promise.resolve();
}

test('a dry run does nothing at all', async () => {
  expect(await plannedSteps(site)).not.toEqual([]);
  expect(existsSync(join(site.root, '.devenv'))).toBe(false);
  expect(await containersOf(site)).toEqual({});
});

describe('up performs, line by line, the steps that its dry run printed', () => {
  test.each(states)('%s', async (_, prepare, holds, flags) => {
    await prepare();
    const planned = await plannedSteps(site, ...flags);
    expect(planned).toEqual(holds.map(pattern => expect.stringMatching(pattern)));
    expect(performedSteps(await up(site, ...flags)).join('\n')).toBe(planned.join('\n'));
  });
});

describe('without a terminal', () => {
  test('up prints one line a step: a mark, the title, the reason, the seconds', async () => {
    await devenv(site.root, 'down');
    const {stderr} = await up(site);
    const lines = stderr
      .trim()
      .split('\n')
      .filter(line => !/^Port |: localhost is devenv's own service/.test(line));
    expect(lines).toHaveLength(performedSteps({code: 0, stdout: '', stderr}).length);
    for (const line of lines) expect(line).toMatch(/^✔ \S.* {2}\(.+\) {2}\d+\.\d s$/);
  });
});
