import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenv, type UpReport} from './support/devenv';
import {containersOf, copyOfExample, docker, type Site} from './support/site';
import {projectOf, sql, thingsOf} from './support/stack';
import {upReport} from './support/up';

let site: Site;
let project: string;

beforeAll(async () => {
  site = await copyOfExample('down');
  await upReport(site);
  project = await projectOf(site);
  await sql(site, "INSERT INTO auth_group (name) VALUES ('kept')");
});
afterAll(() => site.remove());

/** Files are written anew where another program took the port in the meantime. */
const kinds = (steps: UpReport['steps']) => steps.map(step => step.do).filter(kind => kind !== 'write-files');
const groups = () => sql(site, 'SELECT name FROM auth_group');

describe('down', () => {
  test('removes containers and networks, and keeps volumes and images', async () => {
    const before = await thingsOf(project);
    expect((await devenv(site.root, 'down')).code).toBe(0);
    expect(await thingsOf(project)).toEqual({...before, containers: [], networks: []});
    expect(before.volumes).toHaveLength(2);
  });

  test('ends what uses a store before the store', async () => {
    await upReport(site);
    const since = Math.floor(Date.now() / 1000);
    expect((await devenv(site.root, 'down')).code).toBe(0);
    const filters = ['--filter', 'event=die', '--filter', `label=devenv.project=${project}`];
    const format = '{{index .Actor.Attributes "devenv.service"}}';
    const until = String(Math.ceil(Date.now() / 1000) + 1);
    const ended = await docker('events', '--since', String(since), '--until', until, ...filters, '--format', format);
    expect([ended.slice(0, -2).sort(), ended.slice(-2).sort()]).toEqual([
      ['beat', 'nginx', 'web', 'worker'],
      ['db', 'redis'],
    ]);
  });

  test('has nothing to do when it is done', async () => {
    expect(await devenv(site.root, 'down')).toMatchObject({code: 0, stdout: 'Nothing to do.\n'});
  });

  test('is undone by up, which starts the services and neither builds, migrates nor loads: the data is there', async () => {
    const {steps} = await upReport(site);
    expect(kinds(steps)).toEqual(['start-services', 'start-services']);
    expect(await groups()).toBe('kept');
  });
});

describe('down --volumes', () => {
  test('without a terminal and without --yes ends with 9, says what would be lost, and touches nothing', async () => {
    const before = {things: await thingsOf(project), containers: await containersOf(site)};
    const {code, stderr} = await devenv(site.root, 'down', '--volumes');
    expect(code).toBe(9);
    expect(stderr).toContain(`${project}_db`);
    expect(stderr).toContain('--yes');
    expect({things: await thingsOf(project), containers: await containersOf(site)}).toEqual(before);
    expect(await groups()).toBe('kept');
  });

  test('with --json says the same as JSON', async () => {
    const {code, stdout} = await devenv(site.root, 'down', '--volumes', '--json');
    expect(code).toBe(9);
    expect(JSON.parse(stdout)).toMatchObject({error: {code: 'would-lose-data'}});
    expect(await groups()).toBe('kept');
  });

  test('with --yes leaves not one container, network, volume or image of the project, dangling and one-off ones neither, and touches no other project', async () => {
    const {web} = await containersOf(site);
    const [tag = ''] = await docker('ps', '--all', '--no-trunc', '--filter', `id=${web!.id}`, '--format', '{{.Image}}');
    const [bystander = ''] = await docker('volume', 'create', '--label', `devenv.project=${project}0`);
    // The image loses its name to a newer one, as it does when a build makes it anew.
    await docker('commit', web!.id, tag);
    await docker(
      'compose',
      '--file',
      `${site.root}/.devenv/compose.yaml`,
      'run',
      '--no-deps',
      '--detach',
      '--no-TTY',
      'worker',
      'sleep',
      '600',
    );
    expect((await thingsOf(project)).images.join()).toContain('<none>');
    expect((await thingsOf(project)).containers).toHaveLength(7);
    expect((await devenv(site.root, 'down', '--volumes', '--yes')).code).toBe(0);
    expect(await thingsOf(project)).toEqual({containers: [], networks: [], volumes: [], images: []});
    expect(await docker('volume', 'rm', bystander)).toEqual([bystander]);
  });

  test('leaves a project that up brings up anew, without the old data', async () => {
    const {steps} = await upReport(site);
    expect(kinds(steps)).toEqual(['build-image', 'start-services', 'prepare-database', 'migrate', 'load-fixture', 'start-services']);
    expect(await groups()).toBe('');
  });
});
