import {cpSync, mkdtempSync, realpathSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {devenv, type UpReport} from './support/devenv';
import {siteAt, type Site} from './support/site';
import {answer} from './support/stack';
import {until} from './support/until';
import {up, upReport} from './support/up';

interface State {
  readonly vendor: string;
  readonly queues: readonly number[];
  readonly caches: readonly string[];
  readonly same: boolean;
  readonly ticks: number;
}

let site: Site;
let report: UpReport;

beforeAll(async () => {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'devenv-e2e-'))), 'queues');
  cpSync(resolve(__dirname, '../fixtures/projects/queues'), root, {recursive: true});
  site = siteAt(root);
  report = await upReport(site);
});
afterAll(() => site.remove());

test('a project of many services is up without configuration', () => {
  expect(report.services.map(({name}) => name).sort()).toEqual([
    'db',
    'memcached',
    'nginx',
    'rabbitmq',
    'web',
    'worker',
    'worker-mail',
    'worker-ticker',
  ]);
  expect(new Set(report.services.map(({state, health}) => `${state} ${health}`))).toEqual(new Set(['running healthy']));
});

test('it uses Postgres with its extension, RabbitMQ with a worker for each queue, and both caches', async () => {
  expect(await answer<State>(report.urls.site, '/')).toMatchObject({
    vendor: 'postgresql',
    queues: [42, 42],
    caches: ['default', 'lasting'],
    same: true,
  });
});

test('its own worker command runs', async () => {
  await until('the ticker has ticked', async () => ((await answer<State>(report.urls.site, '/')).ticks > 0 ? true : null));
});

test('a store that the settings look for in the container itself is told', async () => {
  const lines = '\nCACHES["far"] = {**CACHES["default"], "LOCATION": "localhost:11311"}\n';
  site.write('shop/settings.py', `${site.read('shop/settings.py')}${lines}`);
  const migration =
    "from django.db import migrations\nclass Migration(migrations.Migration):\n    dependencies = [('orders', '0001_initial')]\n";
  site.write('shop/orders/migrations/0002_nothing.py', migration);
  const {stderr} = await up(site);
  expect(stderr).toContain('! CACHES.far is at localhost:11311, and in the container nothing listens there: ');
  expect(stderr).not.toContain('CACHES.default is at');
});

test('an up after that does nothing', async () => {
  expect((await up(site, '--dry-run')).stdout.trim()).toBe('Nothing to do.');
});

test('a service that falls ill while up works on others is seen before it ends', async () => {
  const image = report.services.find(({name}) => name === 'memcached')?.image ?? '';
  const healthcheck = "{test: [CMD, test, '!', -e, /site/ill], interval: 300ms, retries: 1}";
  const probe = `probe: {image: '${image}', init: true, entrypoint: [sleep, infinity], volumes: ['..:/site:ro'], healthcheck: ${healthcheck}}`;
  site.write('devenv.yaml', `services:\n  ${probe}\nafter_migrate:\n  - touch ill; sleep 3\n`);
  const {code, stderr} = await devenv(site.root, 'up');
  expect([code, stderr]).toEqual([5, expect.stringContaining('probe is unhealthy')]);
});
