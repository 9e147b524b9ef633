import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, expect, test} from '@jest/globals';
import {devenv} from './support/devenv';
import {failureOf} from './support/failure';

/** A project by its files; null takes one away. */
type Files = Readonly<Record<string, string | Buffer | null>>;

const parent = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-e2e-')));
afterAll(() => rmSync(parent, {recursive: true}));

const garbage = Buffer.from(Array.from({length: 512}, (_, at) => (at * 167 + 13) % 256));
const sound: Files = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'shop/__init__.py': '',
  'shop/settings.py': 'SECRET_KEY = "x"\nROOT_URLCONF = "shop.urls"\n',
  'shop/urls.py': 'urlpatterns = []\n',
  'requirements.txt': 'Django==5.2.8\nasgiref==3.8.1\n',
};

function write(name: string, files: Files): string {
  const root = join(parent, name.replaceAll(/\W+/g, '-'));
  for (const [file, content] of Object.entries({...sound, ...files})) {
    mkdirSync(dirname(join(root, file)), {recursive: true});
    if (content !== null) writeFileSync(join(root, file), content);
  }
  return root;
}

const damaged = (file: string): readonly [string, Files, string, string] => [
  `bytes that are no text in ${file}`,
  {[file]: garbage, ...(file === 'Pipfile.lock' ? {Pipfile: '[packages]\n'} : {})},
  `${file}:1`,
  file,
];

test.each<readonly [string, Files, string, string]>([
  ...['requirements.txt', 'Pipfile.lock', 'poetry.lock', 'uv.lock', 'pdm.lock', 'pylock.toml'].map(damaged),
  ['bytes that are no text in devenv.lock', {'devenv.lock': garbage, 'requirements.txt': 'Django\n'}, 'devenv.lock:1', 'devenv lock'],
  ['a pyproject.toml alone that is no text', {'pyproject.toml': garbage, 'requirements.txt': null}, 'pyproject.toml:1', 'pyproject.toml'],
  ['settings that set nothing', {'shop/settings.py': ''}, 'manage.py:2', 'django.settings'],
  ['settings that are not there', {'shop/settings.py': null}, 'manage.py:2', 'django.settings'],
  ['no list of packages', {'requirements.txt': null}, 'manage.py:1', 'requirements.txt'],
  ['an include that is not there', {'requirements.txt': 'Django==5.2.8\n-r nope.txt\n'}, 'requirements.txt:2', 'nope.txt'],
  ['includes in a circle', {'requirements.txt': '-r a.txt\n', 'a.txt': 'six\n-r requirements.txt\n'}, 'a.txt:2', 'remove line 2 of a.txt'],
  ['a Python before 3.6', {'.python-version': '2.7.18\n'}, '.python-version:1', "python: '3.6'"],
  ['a Python that nobody has', {'.python-version': '3.99\n'}, '.python-version:1', 'python'],
])('%s: exit 2, the place, and what to do', async (name, files, where, next) => {
  const failure = await failureOf(write(name, files), ['up', '--dry-run']);
  expect(failure).toMatchObject({exit: 2, code: 'usage', where});
  expect(failure.next.join('\n')).toContain(next);
});

test.each([
  'manage.py',
  'shop/urls.py',
  '.python-version',
  'Dockerfile',
  'compose.yaml',
  '.env',
  'package.json',
  'Procfile',
  'setup.cfg',
  'tox.ini',
])('bytes that are no text in %s keep nothing from being planned', async file => {
  const {code, stdout} = await devenv(write(`plan ${file}`, {[file]: garbage}), 'up', '--dry-run');
  expect([code, stdout]).toEqual([0, expect.stringContaining('start web, nginx')]);
});
