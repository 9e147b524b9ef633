import {cpSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenv, run} from './support/devenv';
import {docker, type Site} from './support/site';
import {generate} from './support/startproject';
import {plannedSteps, up, upReport} from './support/up';

const fixtures = join(__dirname, '../fixtures/locks');
const names = [
  'pyproject.toml',
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile',
  'Pipfile.lock',
  'pylock.toml',
  'packages',
  'requirements',
  'requirements.txt',
  'requirements-dev.txt',
  'setup.cfg',
  'devenv.lock',
];
let site: Site;

beforeAll(async () => {
  site = await generate('locks', {
    release: 'Django==5.2.*',
    creator: '3.12',
    command: ['django-admin', 'startproject', 'mysite'],
    files: {'.python-version': '3.12\n'},
  });
});
afterAll(() => site.remove());

/** Gives the site other dependency files than those that it has. */
function replaceFiles(format: string | null, files: Readonly<Record<string, string>> = {}): void {
  for (const name of names) rmSync(join(site.root, name), {recursive: true, force: true});
  if (format !== null) cpSync(join(fixtures, format), site.root, {recursive: true});
  for (const [name, content] of Object.entries(files)) writeFileSync(join(site.root, name), content);
}

/** Brings the site up and lists what `pip freeze` says of its image, gunicorn and what it asks for left out. */
async function installed(): Promise<readonly string[]> {
  const {services} = await upReport(site);
  const image = services.find(({name}) => name === 'web')?.image ?? '';
  const lines = await docker('run', '--rm', image, 'sh', '-c', 'pip freeze --path /opt/venv/lib/python3*/site-packages');
  return lines
    .map(line => line.toLowerCase().replaceAll('_', '-'))
    .filter(line => !/^gunicorn==/.test(line))
    .sort();
}

const base = ['asgiref==3.13.0', 'django==5.2.19', 'sqlparse==0.6.1'];
const toolbar = 'django-debug-toolbar==8.0.0';
const driver = ['psycopg-binary==3.3.9', 'psycopg==3.3.9', 'typing-extensions==4.16.0'];

describe('the installed set is the lock', () => {
  test.each([
    ['uv', [...base, toolbar, ...driver, 'pytz==2026.6']],
    ['poetry', [...base, toolbar, ...driver.slice(0, 2)]],
    ['pdm', [...base, toolbar, 'iniconfig==2.3.1', 'pluggy==1.7.0', 'pygments==2.21.0', 'pytest==9.2.0']],
    ['pipenv', [...base, toolbar]],
    ['pylock', [...base, toolbar, 'pytz==2026.6']],
  ])('%s', async (format, expected) => {
    replaceFiles(format);
    expect((await installed()).filter(line => !line.startsWith('packaging=='))).toEqual([...expected].sort());
  });

  test('a hash that does not match stops the build', async () => {
    replaceFiles('pipenv');
    site.edit('Pipfile.lock', '034cc8cbf72d', '134cc8cbf72d');
    site.edit('Pipfile.lock', 'f9596a243451', 'a9596a243451');
    const {code, stderr} = await devenv(site.root, 'up');
    expect([code, stderr]).toEqual([4, expect.stringMatching(/The hash of asgiref 3\.13\.0 is not the one in Pipfile\.lock:\d+/)]);
  });
});

describe('a lock that is older than its project', () => {
  test('stops the build of poetry, with the command that mends it', async () => {
    replaceFiles('poetry');
    site.edit('pyproject.toml', '[tool.poetry.dependencies]', '[tool.poetry.dependencies]\nsix = "*"');
    const {code, stderr} = await devenv(site.root, 'up');
    expect([code, stderr]).toEqual([4, expect.stringContaining('poetry.lock is older than pyproject.toml and does not fit it')]);
    expect(stderr).toContain('devenv lock');
  });
});

describe('requirements that do not pin everything', () => {
  const git = async (...args: readonly string[]) =>
    run('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], site.root, {
      env: {GIT_AUTHOR_DATE: '2026-07-01T00:00:00Z', GIT_COMMITTER_DATE: '2026-07-01T00:00:00Z'},
    });

  test('are resolved as of their last commit, once, and are told so', async () => {
    replaceFiles(null, {
      'requirements.txt': 'Django>=5.2,<5.3\n',
      'requirements-dev.txt': '-r requirements.txt\ndjango-debug-toolbar\nasgiref<3.9\n',
    });
    await git('init', '--quiet');
    await git('add', 'requirements.txt', 'requirements-dev.txt');
    await git('commit', '--quiet', '--message', 'Pin');
    const planned = await plannedSteps(site);
    expect(planned.join('\n')).toContain(
      'lock the requirements  (requirements.txt, requirements-dev.txt do not pin all that is installed; resolved as of 2026-07-01',
    );
    const lines = await installed();
    const lock = JSON.parse(readFileSync(join(site.root, 'devenv.lock'), 'utf8')) as Record<
      'production' | 'development',
      readonly string[]
    >;
    expect(lines.filter(line => !line.startsWith('packaging=='))).toEqual([...lock.production, ...lock.development].sort());
    // asgiref ships for Django, in a version that the development set admits.
    expect(lock.production).toEqual(expect.arrayContaining(['django==5.2.15', 'asgiref==3.8.1']));
    expect(await plannedSteps(site)).toEqual([]);
  });

  test('keep what is locked when a requirement is added', async () => {
    const before = JSON.parse(readFileSync(join(site.root, 'devenv.lock'), 'utf8')) as {production: readonly string[]};
    writeFileSync(join(site.root, 'requirements.txt'), 'Django>=5.2,<5.3\nsix\n');
    await up(site);
    const after = JSON.parse(readFileSync(join(site.root, 'devenv.lock'), 'utf8')) as {production: readonly string[]};
    expect(after.production.filter(line => !line.startsWith('six=='))).toEqual(before.production);
  });
});

describe('add and remove', () => {
  const contents = () =>
    Object.fromEntries(
      readdirSync(site.root, {recursive: true, encoding: 'utf8'})
        .filter(name => names.some(one => one !== 'packages' && (name === one || name.startsWith(`${one}/`))) && name !== 'requirements')
        .map(name => [name, site.read(name)]),
    );

  /** Pins a package as its last release but one, wherever the lock has it. */
  const behind = () => {
    const lock = site.read('Pipfile.lock').replaceAll('==0.6.1', '==0.5.3');
    const hashes = [
      [
        '3be5a72d04c873d690d7c6dedd33d6fae2ef82759881ceec02fc2efd0cba564f',
        '09f67787f56a0b16ecdbde1bfc7f5d9c3371ca683cfeaa8e6ff60b4807ec9272',
      ],
      [
        'ca722573f848ff2d30e40ea30f53a104b7dea7635ea9285891263eb2c58fb6e7',
        'cf2196ed3418f3ba5de6af7e82c694a9fbdbfecccdfc72e281548517081f16ca',
      ],
    ] as const;
    site.write(
      'Pipfile.lock',
      hashes.reduce((text, [newest, older]) => text.replaceAll(newest, older), lock),
    );
  };
  /** Asks for a uv that is not the newest, whose lock has another revision. */
  const requiring = () => {
    site.write('pyproject.toml', `${site.read('pyproject.toml')}\n[tool.uv]\nrequired-version = "==0.9.*"\n`);
    site.write('uv.lock', site.read('uv.lock').replace(/^revision = .*$/m, 'revision = 3'));
  };
  /** Has the lock say that it was compiled, from a file that lists its packages. */
  const compiled = () => {
    const command = 'uv pip compile pyproject.toml --universal --python-version 3.12 -o pylock.toml';
    const lock = site.read('pylock.toml').replaceAll(/^index = .*\n/gm, '');
    site.write('pylock.toml', `# This file was autogenerated by uv via the following command:\n#    ${command}\n${lock}`);
    const listed = 'dependencies = ["django>=5.2,<5.3", "django-debug-toolbar", "pytz"]';
    site.write('pyproject.toml', `[project]\nname = "site"\nversion = "1"\nrequires-python = ">=3.12"\n${listed}\n`);
  };

  test.each<[string, string | null, (() => void) | null]>([
    ['uv, one that is not the newest', 'uv', requiring],
    ['poetry', 'poetry-2', null],
    ['pdm', 'pdm', null],
    ['pipenv, with a pin that is not the newest', 'pipenv', behind],
    ['what pip-compile made, with hashes', 'pip-tools', null],
    ['what uv compiled from a pyproject.toml', 'uv-pip', null],
    ['a pylock.toml that uv compiled', 'pylock', compiled],
    ['a setup.cfg', 'setup', null],
    ['requirements with ranges', null, null],
  ])("in %s change the project's own file and the image, and back", async (_what, format, adapt) => {
    replaceFiles(
      format,
      format === null ? {'requirements.txt': '# web\nDjango>=5.2,<5.3\n', 'devenv.yaml': "resolve_as_of: '2026-07-01'\n"} : {},
    );
    adapt?.();
    const [before, packages] = [contents(), await installed()];
    const all = 'devenv.lock' in contents() ? contents() : before;
    expect((await devenv(site.root, 'add', 'six')).code).toBe(0);
    expect(await installed()).toEqual([...packages, 'six==1.17.0'].sort());
    expect((await devenv(site.root, 'remove', 'six')).code).toBe(0);
    expect([contents(), await installed()]).toEqual([all, packages]);
  });

  test('a package that does not exist leaves the files as they are', async () => {
    const before = contents();
    const {code, stderr} = await devenv(site.root, 'add', 'no-such-package-of-devenv');
    expect([code, stderr]).toEqual([4, expect.stringContaining('There is no package no-such-package-of-devenv on the index')]);
    expect(contents()).toEqual(before);
  });
});
