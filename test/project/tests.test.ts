import {describe, expect, it} from '@jest/globals';
import type {Settings} from '../../src/model/settings';
import {readFacts, type Facts} from '../../src/project/facts';
import {findTests} from '../../src/project/test';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

type Files = Readonly<Record<string, string>>;

function read(files: Files, settings: Partial<Settings> = {}): Facts {
  const plain = {
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
    'site/__init__.py': '',
    'site/settings.py': 'ROOT_URLCONF = "site.urls"\n',
    'site/test_settings.py': '',
  };
  return readFacts(memoryTree({...plain, ...files}), {...plainSettings, ...settings});
}

const pytest = ['python', '-m', 'pytest'];
const django = ['python', 'manage.py', 'test', '--noinput'];

const variable = '"DJANGO_SETTINGS_MODULE"';

describe('tests', () => {
  it.each<[string, Files, readonly string[]]>([
    ['pytest-django', {'requirements.txt': 'pytest-django==4'}, pytest],
    ['pytest with its configuration', {'pyproject.toml': '[tool.pytest.ini_options]\n'}, pytest],
    ['pytest by setup.cfg', {'setup.cfg': '[tool:pytest]\naddopts = -q\n'}, pytest],
    ['Django, although pytest is there for something else', {'requirements.txt': 'Django\npytest'}, django],
    ['Django', {'requirements.txt': 'Django'}, django],
  ])('run by %s', (_what, files, command) => {
    expect(read(files).test.command).toEqual(command);
  });

  it('run by what devenv.yaml says', () => {
    expect(read({}, {test: {command: ['make', 'test']}}).test.command).toEqual(['make', 'test']);
  });

  it.each<[string, Files, string | null]>([
    ['of pytest.ini', {'pytest.ini': '[pytest]\nDJANGO_SETTINGS_MODULE = site.test_settings\n'}, 'site.test_settings'],
    [
      'of pyproject.toml',
      {'pyproject.toml': '[tool.pytest.ini_options]\nDJANGO_SETTINGS_MODULE = "site.test_settings"\n'},
      'site.test_settings',
    ],
    ['of the options in setup.cfg', {'setup.cfg': '[tool:pytest]\naddopts = --ds=site.test_settings\n'}, 'site.test_settings'],
    [
      'of a pipeline',
      {'.github/workflows/ci.yml': '      - run: python manage.py test --settings=site.test_settings\n'},
      'site.test_settings',
    ],
    [
      'of the variables of a pipeline',
      {'.gitlab-ci.yml': 'variables:\n  DJANGO_SETTINGS_MODULE: site.test_settings\n'},
      'site.test_settings',
    ],
    [
      'of the variables of Azure Pipelines',
      {'azure-pipelines.yml': 'variables:\n  DJANGO_SETTINGS_MODULE: site.test_settings\n'},
      'site.test_settings',
    ],
    [
      'of a conftest.py that assigns it',
      {'conftest.py': 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "site.test_settings"\n', 'requirements.txt': 'pytest-django'},
      'site.test_settings',
    ],
    [
      'of a conftest.py among the tests',
      {
        'tests/conftest.py': `import os\nimport pytest\ndef pytest_configure():\n    os.environ.setdefault(${variable}, "site.test_settings")\n`,
      },
      'site.test_settings',
    ],
    [
      'of the project, where a conftest.py imports what names others',
      {
        'conftest.py': 'import pytest\n# DJANGO_SETTINGS_MODULE\nfrom site import wsgi\n',
        'site/wsgi.py': `import os\nos.environ.setdefault(${variable}, "site.live")\n`,
        'site/live.py': 'ROOT_URLCONF = "site.urls"\n',
      },
      null,
    ],
    [
      'of pytest.ini before those of conftest.py',
      {
        'pytest.ini': '[pytest]\nDJANGO_SETTINGS_MODULE = site.settings\n',
        'conftest.py': `import os\nos.environ.setdefault(${variable}, "site.test_settings")\n`,
      },
      null,
    ],
    ['of a recipe', {Makefile: 'test:\n\tpython manage.py test --settings=site.test_settings --keepdb\n'}, 'site.test_settings'],
    [
      'of the project, where a recipe serves with others',
      {Makefile: 'e2e:\n\tpython manage.py runserver --settings=site.test_settings\n'},
      null,
    ],
    [
      'of the project, where a pipeline names one that is not there',
      {'.gitlab-ci.yml': 'variables:\n  DJANGO_SETTINGS_MODULE: site.gone_test\n'},
      null,
    ],
    ['of the project', {'pytest.ini': '[pytest]\nDJANGO_SETTINGS_MODULE = site.settings\n'}, null],
  ])('have the settings %s', (_what, files, settings) => {
    expect(read(files).test.settings).toBe(settings);
  });
});

it.each([
  ['site.settings.development', 'site/settings/test.py', 'site.settings.test'],
  ['site.settings.dev', 'site/settings/testing.py', 'site.settings.testing'],
  ['site.settings', 'site/tests.py', null],
  ['site.settings.dev', 'site/tests.py', null],
])('settings %s beside %s are tested with %s', (settings, file, expected) => {
  const tree = memoryTree({'manage.py': '', 'site/__init__.py': '', 'site/settings/__init__.py': '', [file]: 'X = 1\n'});
  const module = {module: settings, scope: new Map()};
  expect(findTests(tree, {workdir: '', settings: [], configuration: null}, [], module, null).test.settings).toBe(expected);
});

const classes: Files = {
  'manage.py': `import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")
os.environ.setdefault("DJANGO_CONFIGURATION", "Development")
`,
  'site/settings.py': `from configurations import Configuration
class Base(Configuration):
    ROOT_URLCONF = "site.urls"
class Development(Base):
    DEBUG = True
class Test(Base):
    DEBUG = False
`,
};

it.each<[string, Files, string | undefined]>([
  ['pytest.ini', {'pytest.ini': '[pytest]\nDJANGO_CONFIGURATION = Test\n'}, 'Test'],
  ['pyproject.toml', {'pyproject.toml': '[tool.pytest.ini_options]\nDJANGO_CONFIGURATION = "Test"\n'}, 'Test'],
  ['setup.cfg', {'setup.cfg': '[tool:pytest]\naddopts = --dc=Test\n'}, 'Test'],
  ['tox.ini', {'tox.ini': '[pytest]\nDJANGO_CONFIGURATION=Test\n'}, 'Test'],
  ['conftest.py', {'pytest.ini': '', 'conftest.py': (classes['manage.py'] ?? '').replace('Development', 'Test')}, 'Test'],
  ['a pipeline', {'.circleci/config.yml': '          DJANGO_CONFIGURATION: Test\n'}, 'Test'],
  ['a recipe', {justfile: 'test:\n    ./manage.py test --configuration=Test\n'}, 'Test'],
  ['a pipeline that names what is no class', {'.circleci/config.yml': '          DJANGO_CONFIGURATION: Testing\n'}, undefined],
  ['a pipeline for another purpose', {'.circleci/config.yml': '          DJANGO_CONFIGURATION: Base\n'}, undefined],
  ['nothing', {}, undefined],
  ['pytest.ini, the one of development', {'pytest.ini': '[pytest]\nDJANGO_CONFIGURATION = Development\n'}, undefined],
])('have the class of django-configurations of %s', (_what, files, expected) => {
  expect(read({...classes, ...files}).test.configuration).toBe(expected);
});
