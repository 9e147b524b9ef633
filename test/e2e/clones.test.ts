import {chmodSync} from 'node:fs';
import {createServer, type AddressInfo, type Server} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import type {Result, UpReport} from './support/devenv';
import {containersOf, copyOfExample, docker, type Site} from './support/site';
import {answer, projectOf, sql, thingsOf, type SiteStatus} from './support/stack';
import {up, upReport} from './support/up';

/** Another program that holds the port that both clones prefer. */
let holder: Server;
let taken: number;
let [one, two]: Site[] = [];
/** What each `up` said; both ran at once, so both planned with the same port. */
let ups: readonly Result[];

beforeAll(async () => {
  holder = createServer();
  await new Promise<void>(listening => holder.listen(0, '127.0.0.1', listening));
  taken = (holder.address() as AddressInfo).port;
  one = await copyOfExample('clone');
  two = await copyOfExample('clone');
  for (const clone of [one, two]) clone.write('devenv.local.yaml', `port: ${String(taken)}\n`);
  ups = await Promise.all([up(one), up(two)]);
});
afterAll(async () => {
  holder.close();
  await Promise.all([one?.remove(), two?.remove()]);
});

const portOf = ({urls}: UpReport) => Number(new URL(urls.site).port);
const speciesAt = async ({urls}: UpReport) => (await answer<SiteStatus>(urls.site, '/api/status/')).postgres.species;

/** Names and networks of what belongs to a project. */
async function belongings(site: Site) {
  const project = await projectOf(site);
  const {containers, images, ...rest} = await thingsOf(project);
  const joined = await docker(
    'inspect',
    '--format',
    '{{range .NetworkSettings.Networks}}{{.NetworkID}} {{end}}{{range .Mounts}}{{if .Name}}{{.Name}} {{end}}{{end}}',
    ...containers,
  );
  return [
    ...containers,
    ...images.map(image => image.split(' ')[1] ?? ''),
    ...rest.networks,
    ...rest.volumes,
    ...joined.join(' ').split(' ').filter(Boolean),
  ];
}

describe('where another program holds the preferred port', () => {
  test('up takes the next free one and says who holds it', async () => {
    for (const {stderr} of ups) expect(stderr).toContain(`Port ${String(taken)} is taken by node (process ${String(process.pid)}); using `);
    expect(portOf(await upReport(one!))).toBeGreaterThan(taken);
    expect(portOf(await upReport(two!))).toBeGreaterThan(taken);
  });

  test('of two that start at once one takes the next again, and names the other as the holder by its directory', async () => {
    const [first, second] = [portOf(await upReport(one!)), portOf(await upReport(two!))];
    const [winner, loser, said] = first < second ? [one!, second, ups[1]!] : [two!, first, ups[0]!];
    const port = Math.min(first, second);
    expect(said.stderr).toMatch(new RegExp(`Port ${String(port)} is taken by .*\\(${winner.root}\\); using ${String(loser)}`));
  });

  test('up says nothing of it when nothing is to be done', async () => {
    expect((await up(two!)).stderr).toBe('');
  });
});

describe('two clones of one repository', () => {
  test('share no container, network, volume or image tag', async () => {
    const [first, second] = [await belongings(one!), await belongings(two!)];
    expect(first.length).toBeGreaterThan(10);
    expect(first.filter(thing => second.includes(thing))).toEqual([]);
  });

  test('share no data', async () => {
    await sql(one!, 'DELETE FROM journal_finding; DELETE FROM trees_species WHERE id > 2');
    expect([await speciesAt(await upReport(one!)), await speciesAt(await upReport(two!))]).toEqual([2, 8]);
  });
});

describe('production beside development of one project', () => {
  let development: UpReport;
  let production: UpReport;

  beforeAll(async () => {
    const example = one!.read('example-django/.server.envrc.example');
    const rehearsal = example
      .replace('SECRET_KEY=change-me', 'SECRET_KEY=rehearsed-in-a-test-and-long-enough-for-every-check-there-is')
      .replace(/(SSL_REDIRECT|COOKIE_SECURE)=True/g, '$1=False')
      .replace(/HSTS_SECONDS=\d+/, 'HSTS_SECONDS=0')
      .replace('ALLOWED_HOSTS=', 'ALLOWED_HOSTS=localhost,');
    one!.write('example-django/.server.envrc', rehearsal);
    chmodSync(join(one!.root, 'example-django/.server.envrc'), 0o600);
    const before = await containersOf(one!);
    production = await upReport(one!, '--production');
    expect(await containersOf(one!)).toEqual(before);
    development = await upReport(one!);
  });

  test('has ports of its own', () => {
    expect(portOf(production)).not.toBe(portOf(development));
  });

  test('has containers, networks and data of its own', async () => {
    const shipped = await containersOf(one!, 'production');
    const developed = await containersOf(one!);
    expect(Object.keys(shipped).sort()).toEqual(Object.keys(developed).sort());
    expect([await speciesAt(development), await speciesAt(production)]).toEqual([2, 0]);
  });

  test('leaves both with nothing to do, whichever comes last', async () => {
    expect(development.steps).toEqual([]);
    expect((await upReport(one!, '--production')).steps).toEqual([]);
    expect((await upReport(one!)).steps).toEqual([]);
  });
});
