import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {binary, devenv, devenvJson, run, type Result} from './support/devenv';
import {containersOf, copyOfExample, docker, type Site} from './support/site';
import {dumpOf, layersOf, watchContainers, type Watched} from './support/inspect';

interface Report {
  readonly command: string;
  readonly image: string;
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  readonly skipped: number;
}

const planted = 'example-django/journal/tests/test_planted.py';
const reference = '127.0.0.1:1/team/site:1.0';
let site: Site;
let projectId: string;

beforeAll(async () => {
  site = await copyOfExample();
  await devenvJson(site.root, 'up');
});
afterAll(() => site.remove());

/** What is left of a run: containers, networks and volumes. */
async function leftovers(): Promise<readonly string[]> {
  const own = await docker(
    'ps',
    '--all',
    '--format',
    '{{.Names}}',
    '--filter',
    `label=devenv.root=${site.root}`,
    '--filter',
    'label=devenv.mode=test',
  );
  const project = (await docker('network', 'ls', '--format', '{{.Name}}')).filter(name => name.startsWith(`${projectId}-test`));
  const volumes = (await docker('volume', 'ls', '--format', '{{.Name}}')).filter(name => name.startsWith(`${projectId}-test`));
  return [...own, ...project, ...volumes];
}

/** Which container each service of the site has, and since when. */
async function starts(): Promise<Readonly<Record<string, string>>> {
  const containers = Object.entries(await containersOf(site));
  return Object.fromEntries(containers.map(([service, {id, startedAt}]) => [service, `${id} ${startedAt}`]));
}

describe('devenv test while the site is up', () => {
  let result: Result;
  let report: Report;
  let seen: readonly Watched[];
  let before: {readonly dump: string; readonly containers: Readonly<Record<string, string>>};

  beforeAll(async () => {
    before = {dump: await dumpOf(site), containers: await starts()};
    const watch = watchContainers(site, 'test');
    result = await devenv(site.root, 'test', '--json');
    seen = await watch.end();
    report = JSON.parse(result.stdout) as Report;
    projectId = report.image.split(':')[0]!;
  });

  test('is green, and its JSON counts what the runner counted', () => {
    const counted = Number(/^Ran (\d+) tests in/m.exec(result.stderr)?.[1]);
    expect(result.code).toBe(0);
    expect(counted).toBeGreaterThan(40);
    expect(report).toMatchObject({command: 'python manage.py test --noinput', passed: counted, failed: 0, errors: 0, skipped: 0});
  });

  test('ran in containers without any mount', () => {
    expect(seen.map(({service}) => service).sort()).toEqual(['db', 'redis', 'test']);
    expect(seen.map(({service, mounts, binds}) => ({service, mounts, binds}))).toEqual(
      seen.map(({service}) => ({service, mounts: [], binds: []})),
    );
  });

  test('ran as the user that the image ships with, in the image that it names', async () => {
    const [id] = await docker('image', 'inspect', '--format', '{{.Id}}', report.image);
    expect(seen.find(({service}) => service === 'test')).toMatchObject({user: '10001:10001', image: id});
  });

  test("ran in an image whose layers begin with exactly the shipped image's", async () => {
    const [app] = await docker(
      'images',
      '--format',
      '{{.Repository}}:{{.Tag}}',
      '--filter',
      `label=devenv.project=${projectId}`,
      '--filter',
      'label=devenv.role=app',
    );
    const [shipped, tested] = [await layersOf(app!), await layersOf(report.image)];
    expect(tested.slice(0, shipped.length)).toEqual(shipped);
    // The development set, and the owner of the directories.
    expect(tested.length).toBe(shipped.length + 2);
  });

  test('left the development database and its containers as they were', async () => {
    expect(await dumpOf(site)).toBe(before.dump);
    expect(await starts()).toEqual(before.containers);
  });

  test('left no container, network or volume of its own', async () => {
    expect(await leftovers()).toEqual([]);
  });
});

describe('two runs at the same time', () => {
  test('are each green in stores of their own, and leave nothing', async () => {
    const watch = watchContainers(site, 'test');
    const both = await Promise.all([devenv(site.root, 'test', '--json'), devenv(site.root, 'test', '--json')]);
    const databases = (await watch.end()).filter(({service}) => service === 'db');
    expect(both.map(({code}) => code)).toEqual([0, 0]);
    expect(both.map(({stdout}) => (JSON.parse(stdout) as Report).failed)).toEqual([0, 0]);
    expect(databases).toHaveLength(2);
    expect(await leftovers()).toEqual([]);
  });
});

describe('a run that says nothing about the whole', () => {
  test('arguments after -- narrow the run, and push refuses it as a part', async () => {
    site.write('example-django/journal/notes.txt', 'Another code, another image: no whole run speaks for it.');
    const report = await devenvJson<Report>(site.root, 'test', '--', 'journal.tests.test_journal.FindingTests');
    const push = await devenv(site.root, 'push', '--tag', reference);
    expect(report).toMatchObject({
      command: 'python manage.py test --noinput journal.tests.test_journal.FindingTests',
      passed: 3,
      failed: 0,
    });
    expect(push.code).toBe(8);
    expect(push.stderr).toContain('Only a part of the tests ran in this image');
  });

  test('options of the runner may follow -- too', async () => {
    expect(await devenvJson<Report>(site.root, 'test', '--', '-k', 'test_the_front_door_opens')).toMatchObject({passed: 1});
  });

  test('a suite that runs no test fails with 1 and says so', async () => {
    const {code, stderr} = await devenv(site.root, 'test', '--', '-k', 'no_test_has_this_name');
    expect(code).toBe(1);
    expect(stderr).toMatch(/✖ python manage\.py test .* ran no test\n.*Next: /);
  });

  test("the runner's own exit code is devenv's", async () => {
    const yaml = site.read('devenv.yaml');
    site.write(
      'devenv.yaml',
      `${yaml}\ntest:\n  command: [python, -c, 'import sys; print("Ran 1 test in 0.1s"); print("FAILED (errors=1)"); sys.exit(3)']\n`,
    );
    const result = await devenv(site.root, 'test', '--json');
    site.write('devenv.yaml', yaml);
    expect(result.code).toBe(3);
    expect(JSON.parse(result.stdout)).toMatchObject({passed: 0, failed: 0, errors: 1});
  });

  test('^C in the middle ends with 130 and leaves nothing behind', async () => {
    const {code, stderr} = await run(binary, ['test', '--json'], site.root, {
      kill: {signal: 'SIGINT', at: line => line.startsWith('Found ')},
    });
    expect(stderr).toContain('Found ');
    expect(code).toBe(130);
    expect(await leftovers()).toEqual([]);
  });
});

describe('a planted failing test', () => {
  beforeAll(() => {
    site.write(
      planted,
      'from django.test import TestCase\n\n\nclass Planted(TestCase):\n    def test_it(self):\n        self.fail("planted")\n',
    );
  });

  test('ends the run with 1, is counted, and push then refuses with 8', async () => {
    const result = await devenv(site.root, 'test', '--json');
    const push = await devenv(site.root, 'push', '--tag', reference, '--json');
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('AssertionError: planted');
    expect(JSON.parse(result.stdout)).toMatchObject({failed: 1, errors: 0});
    expect(push.code).toBe(8);
    expect(JSON.parse(push.stdout)).toMatchObject({
      error: {code: 'push-refused', what: expect.stringContaining('The tests of this image failed (1 of them')},
    });
    expect(await leftovers()).toEqual([]);
  });
});
