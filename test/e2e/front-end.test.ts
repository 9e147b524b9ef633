import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {devenv, devenvJson, run} from './support/devenv';
import {docker, siteAt, type Site} from './support/site';
import {until} from './support/until';
import {up, upReport} from './support/up';

let site: Site;

beforeAll(async () => {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'devenv-e2e-'))), 'front-end');
  cpSync(resolve(__dirname, '../fixtures/projects/front-end'), root, {recursive: true});
  await run('git', ['init', '--quiet'], root);
  site = siteAt(root);
});
afterAll(() => site.remove());

const german = async (url: string) => (await fetch(url, {headers: {'Accept-Language': 'de'}})).text();
/** Django may be taking up changed code. */
const script = (url: string) =>
  until('the script is served', async () => {
    const response = await fetch(new URL('/static/js/shop.js', url));
    return response.ok ? await response.text() : null;
  });

test('a front end is built by its Node from its lock, and lies in the work tree where git ignores it', async () => {
  const {urls} = await upReport(site);
  expect(await script(urls.site)).toMatch(/^\/\/ first, v22\.\d+\.\d+, 172800000, production$/m);
  expect((await run('git', ['status', '--porcelain', '--', 'frontend/dist'], site.root)).stdout).toBe('');
  expect(readdirSync(join(site.root, 'frontend/node_modules'))).toEqual(['ms']);
  expect((await fetch(new URL('/static/ms/a-link.json', urls.site))).status).toBe(200);
  expect((await up(site, '--dry-run')).stdout.trim()).toBe('Nothing to do.');
});

test('a change of its sources builds it anew, one of Python does not', async () => {
  site.write('shop/urls.py', `${site.read('shop/urls.py')}\n# changed\n`);
  expect((await up(site, '--dry-run')).stdout.trim()).toBe('Nothing to do.');
  site.write('frontend/source.txt', 'second\n');
  const {urls, steps} = await upReport(site);
  expect(steps.map(step => step.do)).toEqual(['write-files', 'build-assets']);
  expect(await script(urls.site)).toContain('// second,');
});

test('one that cannot be built is told once and keeps nothing down', async () => {
  site.write('frontend/build.mjs', `console.log('about to fail');\nthrow new Error('no such bundle');\n`);
  const {code, stderr} = await devenv(site.root, 'up');
  expect([code, stderr]).toEqual([0, expect.stringContaining('! The front end of frontend/package.json could not be built')]);
  expect(stderr).toContain('no such bundle');
  expect(readFileSync(join(site.root, 'frontend/dist/js/shop.js'), 'utf8')).toContain('second');
  expect((await up(site, '--dry-run')).stdout.trim()).toBe('Nothing to do.');
});

test('an image that ships without it says so, and is not pushed', async () => {
  const {images} = await devenvJson<{images: {app: string}}>(site.root, 'build');
  const label = '{{index .Config.Labels "devenv.lacks"}}';
  expect(await docker('image', 'inspect', '--format', label, images.app)).toEqual(['front-end']);
  const {code, stderr} = await devenv(site.root, 'push', '--tag', '127.0.0.1:1/team/site:1');
  expect([code, stderr]).toEqual([8, expect.stringContaining('The image was built without its front end')]);
});

test('packages that somebody installed in the work tree stay as they are', async () => {
  const installed = join(site.root, 'frontend/node_modules');
  rmSync(installed, {recursive: true});
  rmSync(join(site.root, '.devenv/assets.json'));
  mkdirSync(join(installed, 'ms'), {recursive: true});
  site.write('frontend/node_modules/ms/package.json', '{}');
  cpSync(resolve(__dirname, '../fixtures/projects/front-end/frontend/build.mjs'), join(site.root, 'frontend/build.mjs'));
  const {steps} = await upReport(site);
  expect(steps.map(step => step.do)).toContain('build-assets');
  expect(readdirSync(join(installed, 'ms'))).toEqual(['package.json']);
});

test('translations that nobody compiled are there', async () => {
  const {urls} = await upReport(site);
  expect(await german(urls.site)).toBe('Der Laden ist geöffnet');
  expect((await run('git', ['status', '--porcelain', '--', 'locale'], site.root)).stdout).not.toContain('.mo');
});

const shipped = [
  ...['build.mjs', 'dist', 'frontend/node_modules:', 'frontend:', 'ms', 'node_modules', 'package-lock.json', 'package.json'],
  'source.txt',
];

test('what ships has it, without Node and with the packages alone that Django serves', async () => {
  await devenv(site.root, 'down');
  const {urls} = await upReport(site, '--production');
  expect(await script(urls.site)).toContain('// second,');
  expect(await german(urls.site)).toBe('Der Laden ist geöffnet');
  const {stdout} = await devenv(site.root, 'exec', 'web', '--', 'sh', '-c', 'command -v node; ls frontend frontend/node_modules');
  expect(stdout.trim().split(/\s+/).sort()).toEqual(shipped);
});
