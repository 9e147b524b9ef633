import {describe, expect, it} from '@jest/globals';
import {contradictingFiles, missingRunner, shippedDevelopment, unloadedData, unwrittenSettings} from '../../src/plan';
import type {Settings} from '../../src/model/settings';
import {inputsOf} from './given';

type Files = Readonly<Record<string, string>>;

async function told(files: Files, own: Partial<Settings> = {}): Promise<readonly string[]> {
  return unloadedData((await inputsOf('X = 1', 'Django', files, own)).project);
}

const loader = {'shop/management/commands/load_initial_data.py': ''};
const fixtures = {'shop/fixtures/first.json': '[]', 'shop/fixtures/second.json': '[]'};

describe('data that a guide loads', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'a command of the project',
      {...loader, 'README.md': 'Then:\n\n    ./manage.py load_initial_data\n'},
      ["README.md:3 fills the database; in devenv.yaml: after_migrate: ['python manage.py load_initial_data']"],
    ],
    ['a command of nobody', {'README.md': './manage.py load_initial_data'}, []],
    ['another command', {'shop/management/commands/send_mails.py': '', 'README.md': './manage.py send_mails'}, []],
    [
      'fixtures by a pattern',
      {...fixtures, Makefile: 'data:\n\tpython manage.py loaddata shop/fixtures/*.json\n'},
      ['Makefile:2 loads fixtures; in devenv.yaml: fixtures: [shop/fixtures/first.json, shop/fixtures/second.json]'],
    ],
    [
      'fixtures in two lines',
      {...fixtures, 'docs/setup.rst': 'manage.py loaddata first\nmanage.py loaddata second.json\n'},
      ['docs/setup.rst:1 loads fixtures; in devenv.yaml: fixtures: [shop/fixtures/first.json, shop/fixtures/second.json]'],
    ],
    [
      'a fixture beside manage.py',
      {'sample_db.json': '[]', 'more.json': '[]', 'README.md': './manage.py loaddata sample_db.json\n./manage.py loaddata ./more.json'},
      ['README.md:1 loads fixtures; in devenv.yaml: fixtures: [sample_db.json, more.json]'],
    ],
    [
      'a fixture of an application before a file of this name elsewhere',
      {...fixtures, 'first.json': '[]', 'web/second.json': '{}', 'README.md': 'manage.py loaddata first second.json'},
      ['README.md:1 loads fixtures; in devenv.yaml: fixtures: [shop/fixtures/first.json, shop/fixtures/second.json]'],
    ],
    ['no file of a word of the text', {'package.json': '{}', 'README.md': 'manage.py loaddata *.json\nmanage.py loaddata package'}, []],
    ['not a file elsewhere', {'web/first.json': '{}', 'README.md': 'manage.py loaddata first.json'}, []],
    ['a fixture that is not there', {'README.md': 'manage.py loaddata gone.json'}, []],
    ['a fixture of the tests', {'tests/fixtures/first.json': '[]', 'README.md': 'manage.py loaddata first'}, []],
  ])('is told: %s', async (_what, files, lines) => {
    expect(await told(files)).toEqual(lines);
  });

  it.each<[string, string, string]>([
    [
      'with its options',
      '    ./manage.py load_initial_data --users 10 --size=small --noinput shop/fixtures/first.json 5\n',
      ' --users 10 --size=small --noinput shop/fixtures/first.json 5',
    ],
    ['in quotes', 'command: sh -c "python manage.py load_initial_data --users 10"', ' --users 10'],
    ['in prose', 'Run `./manage.py load_initial_data --users=10`, then wait.', ' --users=10'],
    ['without prose', 'Run ./manage.py load_initial_data --users to fill it.', ''],
    ['without what the reader fills in', './manage.py load_initial_data --size=SIZE', ''],
    ['without what the reader fills in', './manage.py load_initial_data --email <email>', ''],
    ['without a file that is not there', './manage.py load_initial_data your/file.yaml', ''],
    ['without a question', './manage.py load_initial_data --help', ''],
    ['without what empties the database', './manage.py load_initial_data --flush-db', ''],
    ['without a line that goes on', './manage.py load_initial_data --users 10 \\\n  --all', ''],
  ])('is told %s', async (_what, line, args) => {
    const [told] = unloadedData((await inputsOf('X = 1', 'Django', {...loader, ...fixtures, 'README.md': line})).project);
    expect(told).toContain(`after_migrate: ['python manage.py load_initial_data${args}']`);
  });

  it('is not told where devenv.yaml has it', async () => {
    const files = {...loader, ...fixtures, 'README.md': 'manage.py loaddata first\nmanage.py load_initial_data --users 10'};
    const own = {fixtures: ['shop/fixtures/first.json'], afterMigrate: [['python', 'manage.py', 'load_initial_data']]};
    expect(await told(files, own)).toEqual([]);
  });
});

describe('a runner of tests that nothing installs', () => {
  const conftest = {'shop/conftest.py': '"""Fixtures."""\nimport pytest\n'};

  it.each<[string, Files, string | null]>([
    ['by the line that imports it', conftest, 'shop/conftest.py:2'],
    ['by its configuration', {'pytest.ini': '[pytest]'}, 'pytest.ini:1'],
    ['by what only pytest-django gives', {'shop/tests.py': '@pytest.mark.django_db\n'}, 'shop/tests.py:1'],
    ['not where it is required', {...conftest, 'requirements-dev.txt': 'pytest-django'}, null],
    ['not where Django runs them', {'shop/tests.py': 'from django.test import TestCase'}, null],
  ])('is told %s', async (_what, files, place) => {
    const notice = missingRunner((await inputsOf('X = 1', 'Django', files)).project);
    expect(notice).toEqual(place === null ? null : expect.stringMatching(`^${place} wants pytest.*devenv add pytest-django --dev$`));
  });
});

it('a file that contradicts another one is told with both lines', async () => {
  const {project} = await inputsOf('X = 1', 'Django', {'requirements-dev.txt': 'pytest==9.0.1', 'requirements-test.txt': 'pytest==7.2.1'});
  expect(contradictingFiles(project)).toEqual([
    'requirements-test.txt is not installed: requirements-test.txt:1 pins pytest 7.2.1, and requirements-dev.txt:1 9.0.1; pin the same version in both.',
  ]);
});

describe('files for development that ship', () => {
  const apps = 'INSTALLED_APPS = ["debug_toolbar"]\nROOT_URLCONF = "shop.urls"';
  const development = {'requirements-dev.txt': 'django-debug-toolbar\n'};

  it('are told with the app that wants them', async () => {
    expect(shippedDevelopment((await inputsOf(apps, 'Django', development)).project)).toEqual([
      'site/settings.py:2 installs debug_toolbar, which only requirements-dev.txt has: it ships too, as no settings for production were found; if there are some, in devenv.yaml: django: {production_settings: ...}',
    ]);
  });

  it('are not told where production does without', async () => {
    expect(shippedDevelopment((await inputsOf('INSTALLED_APPS = []', 'Django', development)).project)).toEqual([]);
  });
});

describe('settings that each person writes', () => {
  const shut = 'DEBUG, ROOT_URLCONF = False, "urls"\ntry:\n    from .local import *\nexcept ImportError:\n    pass';

  it('are told where every request is refused without them', async () => {
    expect(unwrittenSettings((await inputsOf(shut, 'Django')).project)).toEqual([
      'site/settings.py:4 reads site/local.py, which is not there, and without it every request is refused; in devenv.yaml: files: {site/local.py: ...}, which devenv init proposes',
    ]);
  });

  it('are told where the settings do not start without them', async () => {
    expect(unwrittenSettings((await inputsOf('from .secrets import SECRET_KEY', 'Django')).project)).toEqual([
      expect.stringMatching(
        /^site\/settings.py:\d+ means settings in site\/secrets.py, which is not there: write it, with Postgres at db /,
      ),
    ]);
  });

  it('are not told where the settings do without', async () => {
    expect(unwrittenSettings((await inputsOf(shut.replace('False', 'True'), 'Django')).project)).toEqual([]);
  });
});
