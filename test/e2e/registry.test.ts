import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenv} from './support/devenv';
import {startRegistry, type Registry} from './support/registry';
import {docker, type Site} from './support/site';
import {generate} from './support/startproject';
import {plannedSteps, up, upReport} from './support/up';

/** The official images by the tags that devenv asks for, and the base of ours that has the same interface. */
const official = {python: 'python:3.11-slim-bookworm', nginx: 'nginx:1.28', redis: 'redis:7'};
let registry: Registry;
let site: Site;
let nginx = '';

beforeAll(async () => {
  registry = await startRegistry();
  const files = {'.python-version': '3.11\n'};
  site = await generate('mirrored', {
    release: 'Django==4.2.*',
    creator: '3.11',
    command: ['django-admin', 'startproject', 'mysite'],
    files,
  });
  // The bases that this machine made for a site of the same Python are what the registry hands out.
  site.write('devenv.yaml', 'images: {source: debian}\n');
  await up(site);
  await devenv(site.root, 'down', '--volumes', '--yes');
  const [, python = ''] = /^FROM (\S+) AS python/m.exec(site.read('.devenv/Dockerfile')) ?? [];
  [, nginx = ''] = /^FROM (\S+) AS nginx/m.exec(site.read('.devenv/Dockerfile')) ?? [];
  await publish(python, official.python);
  await publish(nginx, official.nginx);
  // Whether a registry answers is asked by this one; nothing runs it here.
  await publish(nginx, official.redis);
  site.write('devenv.yaml', `images: {registry: '${registry.host}/library'}\n`);
});
afterAll(async () => {
  await site.remove();
  for (const tag of Object.values(official)) await docker('rmi', `${registry.host}/library/${tag}`);
  await registry.stop();
});

/** Pushes an image under an official tag, with a label of its own where one is given. */
async function publish(image: string, tag: string, label?: string): Promise<void> {
  const target = `${registry.host}/library/${tag}`;
  if (label === undefined) await docker('tag', image, target);
  else await relabel(image, target, label);
  await docker('push', '--quiet', target);
}

async function relabel(image: string, target: string, label: string): Promise<void> {
  const [id = ''] = await docker('create', image, 'true');
  await docker('commit', '--change', `LABEL moved=${label}`, id, target);
  await docker('rm', id);
}

const digests = () => (JSON.parse(site.read('devenv.lock')) as {images: Readonly<Record<string, string>>}).images;
const reference = (name: 'python' | 'nginx') => `${registry.host}/library/${official[name]}`;

describe('the registry that devenv.yaml names', () => {
  test('gives the base images, pinned by digest in devenv.lock, and the site answers', async () => {
    const planned = await plannedSteps(site);
    expect(planned.filter(step => /base image|Debian/.test(step))).toEqual([expect.stringMatching(/^pin 2 base images/)]);
    const {urls} = await upReport(site);
    expect((await fetch(urls.site)).status).toBe(200);
    const kept = await Promise.all([registry.digestOf('library/nginx', '1.28'), registry.digestOf('library/python', '3.11-slim-bookworm')]);
    expect(digests()).toEqual({[reference('nginx')]: kept[0], [reference('python')]: kept[1]});
    expect(site.read('.devenv/Dockerfile')).toContain(`FROM ${reference('python')}@${kept[1] ?? ''} AS python`);
    expect(await plannedSteps(site)).toEqual([]);
  });

  test('moves a tag, which changes nothing until devenv lock --images', async () => {
    const before = digests();
    await publish(nginx, official.nginx, 'once');
    expect(await plannedSteps(site)).toEqual([]);
    expect((await devenv(site.root, 'lock', '--images')).code).toBe(0);
    expect(digests()).toEqual({...before, [reference('nginx')]: await registry.digestOf('library/nginx', '1.28')});
    expect(digests()[reference('nginx')]).not.toBe(before[reference('nginx')]);
    expect((await plannedSteps(site)).join('\n')).toContain('start nginx');
  });

  test('is stopped: with auto a new site gets Debian packages, and one line says so', async () => {
    await devenv(site.root, 'down', '--volumes', '--yes');
    await registry.stop();
    site.write('devenv.yaml', `images: {source: auto, registry: '${registry.host}/library'}\n`);
    const planned = await plannedSteps(site);
    expect(planned.join('\n')).not.toContain('pin ');
    await up(site);
    expect(site.read('.devenv/Dockerfile')).toMatch(/^FROM devenv\/python:bookworm-/m);
  });
});
