import {chmodSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {devenv, devenvJson} from './support/devenv';
import {docker, type Site} from './support/site';
import {generate, pyenv} from './support/startproject';
import {up, upReport} from './support/up';

/** Django by Python; `creator` is the Python that startproject runs on where pyenv keeps no other, `own` a Python of this machine in place of Debian's, `bundled` with a front end, `beside` what is pinned beside Django. */
interface Pair {
  readonly django: string;
  readonly python: string;
  readonly creator?: string;
  readonly own?: boolean;
  readonly bundled?: boolean;
  readonly beside?: string;
}

const pairs: readonly Pair[] = [
  {django: '1.11', python: '3.6', bundled: true},
  {django: '2.2', python: '3.8'},
  {django: '3.2', python: '3.9', own: true},
  // It wants some setuptools, and pip's list names none.
  {django: '4.2', python: '3.11', beside: 'gunicorn==20.1.0'},
  {django: '5.2', python: '3.13', own: true},
  {django: '6.0', python: '3.14', creator: '3.13'},
];

/** The rest of what Django's releases admit and this kind of machine has; DEVENV_TEST_MATRIX=1 runs it. */
const others: readonly Pair[] = [
  {django: '2.0', python: '3.6'},
  {django: '2.1', python: '3.7'},
  {django: '2.2', python: '3.6'},
  {django: '2.2', python: '3.7'},
  {django: '2.2', python: '3.9'},
  {django: '3.0', python: '3.8'},
  {django: '3.1', python: '3.9'},
  {django: '3.2', python: '3.6'},
  {django: '3.2', python: '3.7'},
  {django: '3.2', python: '3.9'},
  {django: '3.2', python: '3.10'},
  {django: '4.0', python: '3.10'},
  {django: '4.1', python: '3.11'},
  {django: '4.2', python: '3.8'},
  {django: '4.2', python: '3.12'},
  {django: '5.0', python: '3.12'},
  {django: '5.1', python: '3.13'},
  {django: '5.2', python: '3.10'},
  {django: '5.2', python: '3.13'},
  {django: '5.2', python: '3.14', creator: '3.13'},
  {django: '6.0', python: '3.12'},
  {django: '6.0', python: '3.13'},
];

let site: Site | null = null;
afterEach(async () => {
  await site?.remove();
  site = null;
});

const bundler = {
  'package.json': '{"scripts": {"build": "node build.mjs"}}\n',
  'build.mjs': "import {mkdirSync, writeFileSync} from 'node:fs';\nmkdirSync('static');\nwriteFileSync('static/site.js', '1\\n');\n",
};

const cases = process.env['DEVENV_TEST_MATRIX'] === '1' ? [...pairs, ...others] : pairs;

describe('what django-admin startproject writes', () => {
  test.each(cases)(
    'under Django $django and Python $python comes up and answers',
    async ({django, python, creator, own, bundled, beside}) => {
      const settings: Readonly<Record<string, string>> =
        own === true ? {'devenv.yaml': `images: {source: debian, python: {directory: ${pyenv(python)}}}\n`} : {};
      site = await generate(`django${django.replace('.', '')}`, {
        release: `Django==${django}.*${beside === undefined ? '' : ` ${beside}`}`,
        creator: creator ?? python,
        command: ['django-admin', 'startproject', 'mysite'],
        files: {'.python-version': `${python}\n`, ...settings, ...(bundled === true ? bundler : {})},
      });
      const {urls, services} = await upReport(site);
      expect((await fetch(urls.site)).status).toBe(200);
      expect((await fetch(urls.admin ?? '')).status).toBe(200);
      if (bundled === true) expect(site.read('static/site.js')).toBe('1\n');
      const web = services.find(({name}) => name === 'web');
      const says = await docker('run', '--rm', web?.image ?? '', 'python', '-c', probe);
      expect(JSON.parse(says[0] ?? '')).toEqual({python: [...python.split('.').map(Number)], django, exported: true, utf8: 'C.UTF-8'});
    },
  );
});

describe('what wagtail start writes', () => {
  test('comes up without configuration: Python and a program from its Dockerfile, ranges locked as of today', async () => {
    site = await generate('wagtail', {release: 'wagtail', creator: '3.12', command: ['wagtail', 'start', 'mysite']});
    site.write('Dockerfile', `${site.read('Dockerfile')}RUN apt-get update && apt-get install -y gifsicle tesseract-ocr-of-no-debian\n`);
    const {urls, steps} = await upReport(site);
    expect(steps.map(step => step.do)).toContain('lock');
    expect((await fetch(urls.site)).status).toBe(200);
    expect((await fetch(new URL('/admin/login/', urls.site))).status).toBe(200);
    expect((await devenv(site.root, 'exec', 'web', 'gifsicle', '--version')).stdout).toContain('Gifsicle');
  });
});

const localSettings = `
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "USER": "shop", "PASSWORD": "pw", "HOST": "localhost", "PORT": "5433"}}
from .local import *
`;
const sample = `CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:6379/1"}}
`;
/** Its package has no wheel for this Python, so that the image was made with a compiler that nobody asked for. */
const storesTest = `
import mmh3
from django.core.cache import cache
from django.db import connection
from django.test import TestCase


class Stores(TestCase):
    def test_both(self):
        cache.set("a", 1)
        self.assertEqual((cache.get("a"), connection.vendor, mmh3.hash("a")), (1, "postgresql", 1009084850))
`;

describe('settings that name localhost in their own text, some of them in a sample alone', () => {
  test('reach the stores in development, in tests and as they ship, with the sample copied and a package compiled', async () => {
    site = await generate('local', {
      release: 'Django==5.2.*',
      creator: '3.12',
      command: ['django-admin', 'startproject', 'mysite'],
      files: {'.python-version': '3.13\n', 'requirements.txt': 'Django==5.2.8\nredis==7.1.0\nmmh3==2.5.1\n', 'mysite/tests.py': storesTest},
    });
    site.write('mysite/local.example.py', sample);
    site.write('mysite/settings.py', `${site.read('mysite/settings.py')}${localSettings}`);
    const {stderr} = await up(site);
    expect(stderr).toMatch(/mysite\/settings\.py:\d+, mysite\/local\.py:1: localhost is devenv's own service in containers\./);
    expect(site.read('mysite/local.py')).toBe(sample);
    const reached = 'from django.core.cache import cache; cache.set("a", 7); print(cache.get("a"))';
    const said = await devenv(site.root, 'manage', 'shell', '--no-imports', '--command', reached);
    expect([said.code, said.stdout.trim()]).toEqual([0, '7']);
    expect(await devenvJson(site.root, 'test')).toMatchObject({passed: 1, failed: 0});
    await devenv(site.root, 'down');
    site.write('.server.envrc', 'export GREETING=hello\n');
    chmodSync(join(site.root, '.server.envrc'), 0o600);
    const {urls} = await upReport(site, '--production');
    expect((await fetch(new URL('/admin/login/', urls.site))).status).toBe(200);
  });
});

/** What the image says about itself; the official image exports PYTHON_VERSION and LANG. */
const probe = `
import django, json, os, platform, sys
print(json.dumps({
    "python": list(sys.version_info[:2]),
    "django": ".".join(map(str, django.VERSION[:2])),
    "exported": os.environ["PYTHON_VERSION"] == platform.python_version(),
    "utf8": os.environ["LANG"],
}))`;
