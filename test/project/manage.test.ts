import {describe, expect, it} from '@jest/globals';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {manage, plain, read, type Files} from './plain';
import {plainSettings} from './settings';

describe('manage.py and the settings', () => {
  it('are the nearest manage.py whose settings exist', () => {
    const tree = memoryTree({
      'tools/manage.py': manage.replace('site.', 'gone.'),
      'web/app/manage.py': manage,
      'web/app/site/settings.py': 'DATABASES = {}',
    });
    expect(readFacts(tree, plainSettings)).toMatchObject({
      workdir: 'web/app',
      django: {manage: 'web/app/manage.py', settings: 'site.settings'},
    });
  });

  it('are those that a function sets which manage.py takes from the project', () => {
    const files = {
      'manage.py': 'from site.setup import setup_env\nif __name__ == "__main__":\n    setup_env()\n',
      'site/setup.py': 'import os\ndef setup_env():\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.conf.dev")\n',
      'site/conf/dev.py': 'INSTALLED_APPS = ["d"]',
      'site/conf/docker.py': 'INSTALLED_APPS = []',
      'Dockerfile': 'ENV DJANGO_SETTINGS_MODULE=site.conf.docker\n',
    };
    expect(readFacts(memoryTree(files), plainSettings).django).toMatchObject({settings: 'site.conf.dev', apps: ['d']});
  });

  it('are found where manage.py puts a directory on the search path, with what lies beside them', () => {
    const files = {
      'manage.py': `import os, sys\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), "code"))\n${manage.replace('site.', '')}`,
      'code/settings/__init__.py': 'INSTALLED_APPS = ["s"]\nWSGI_APPLICATION = "wsgi.application"',
      'code/wsgi.py': '',
      'code/queue.py': 'from celery import Celery\napp = Celery("shop")\n',
      'requirements.txt': 'Django==5.2\ncelery==5.5.0\n',
    };
    const {importRoots, django, celery} = readFacts(memoryTree(files), plainSettings);
    expect([importRoots, django.settings, django.wsgi, celery?.app]).toEqual([['code'], 'settings', 'wsgi:application', 'queue']);
    const asPackage = readFacts(
      memoryTree({...files, ...plain, 'manage.py': files['manage.py'].replace('"settings"', '"site.settings"'), 'code/__init__.py': ''}),
      plainSettings,
    );
    expect([asPackage.importRoots, asPackage.django.settings]).toEqual([undefined, 'site.settings']);
  });

  it('are not those of `manage.py test`, which the tests have', () => {
    const setdefault = (name: string) => `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.conf.${name}")`;
    const files = {
      'manage.py': `import os, sys\nif sys.argv[1] == "test":\n    ${setdefault('testing')}\nelse:\n    ${setdefault('home')}\n`,
      'site/conf/home.py': 'INSTALLED_APPS = ["h"]',
      'site/conf/testing.py': 'INSTALLED_APPS = ["t"]',
    };
    const {django, test} = readFacts(memoryTree(files), plainSettings);
    expect([django.settings, test.settings]).toEqual(['site.conf.home', 'site.conf.testing']);
  });

  it('are those that a compose file names where the ones of manage.py have no database', () => {
    const files = {
      'site/settings.py': 'INSTALLED_APPS = ["a"]',
      'site/docker.py': 'from .settings import *\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "db"}}',
      'docker-compose.yml': 'services:\n  web:\n    environment:\n      DJANGO_SETTINGS_MODULE: site.docker\n',
    };
    expect(read(files).django.settings).toBe('site.docker');
    expect(read({...files, 'site/settings.py': 'DATABASES = {}'}).django.settings).toBe('site.settings');
    expect(read({...files, 'site/docker.py': 'INSTALLED_APPS = []'}).django.settings).toBe('site.settings');
  });

  it('are the development module where the named one is an empty package', () => {
    const files = {
      'manage.py': manage,
      'site/settings/__init__.py': '',
      'site/settings/base.py': 'INSTALLED_APPS = ["a"]',
      'site/settings/dev.py': 'from .base import *',
    };
    expect(readFacts(memoryTree(files), plainSettings).django).toMatchObject({settings: 'site.settings.dev', apps: ['a']});
  });

  it('are what devenv.yaml says', () => {
    const files = {'site/prod.py': 'INSTALLED_APPS = ["p"]', 'other/manage.py': manage};
    expect(read(files, {django: {...plainSettings.django, settings: 'site.prod', manage: 'manage.py'}}).django).toMatchObject({
      settings: 'site.prod',
      apps: ['p'],
    });
    expect(() => read({}, {django: {...plainSettings.django, settings: 'site.gone'}})).toThrow(expect.objectContaining({code: 'usage'}));
    expect(() => read({}, {django: {...plainSettings.django, manage: 'gone.py'}})).toThrow(expect.objectContaining({code: 'usage'}));
  });

  it('are those that a compose file or a sample names, where the named one is empty', () => {
    const files = {
      'manage.py': manage,
      'site/settings/__init__.py': '',
      'site/settings/special.py': 'INSTALLED_APPS = ["s"]',
      'site/settings/dev.py': 'INSTALLED_APPS = ["d"]',
      'compose.yaml': 'services:\n  web:\n    environment:\n      - DJANGO_SETTINGS_MODULE=site.settings.special\n',
    };
    expect(readFacts(memoryTree(files), plainSettings).django).toMatchObject({settings: 'site.settings.special', apps: ['s']});
    const shipping = {
      'Dockerfile': 'ENV DJANGO_SETTINGS_MODULE=site.settings.production\n',
      'site/settings/production.py': 'INSTALLED_APPS = []',
    };
    expect(readFacts(memoryTree({...files, ...shipping}), plainSettings).django.settings).toBe('site.settings.special');
  });

  it('are those of development where manage.py names those of production', () => {
    const files = {
      'manage.py': manage.replace('site.settings', 'site.settings.production'),
      'site/settings/__init__.py': '',
      'site/settings/production.py': 'INSTALLED_APPS = ["p"]',
    };
    const settingsOf = (more: Files) => readFacts(memoryTree({...files, ...more}), plainSettings).django.settings;
    expect(settingsOf({})).toBe('site.settings.production');
    expect(settingsOf({'site/settings/local.py': 'DEBUG = True'})).toBe('site.settings.production');
    expect(settingsOf({'site/settings/local.py': 'from .production import *'})).toBe('site.settings.local');
    const compose = 'services:\n  web:\n    environment:\n      - DJANGO_SETTINGS_MODULE=${SETTINGS-site.settings.devel}\n';
    const both = {'site/settings/local.py': 'from .production import *', 'site/settings/devel.py': 'from .production import *'};
    expect(settingsOf({...both, 'compose.yaml': compose})).toBe('site.settings.devel');
  });

  it('are those of development where manage.py names some with DEBUG off', () => {
    const files = {
      'manage.py': manage.replace('site.settings', 'site.conf.hosting'),
      'site/conf/hosting.py': 'INSTALLED_APPS = ["h"]\nDEBUG = False',
      'site/conf/dev.py': 'from .hosting import *\nDEBUG = True',
    };
    const settingsOf = (more: Files) => readFacts(memoryTree({...files, ...more}), plainSettings).django.settings;
    expect(settingsOf({})).toBe('site.conf.dev');
    expect(settingsOf({'site/conf/hosting.py': 'import os\nINSTALLED_APPS = []\nDEBUG = os.environ.get("DEBUG")'})).toBe(
      'site.conf.hosting',
    );
    expect(settingsOf({'site/conf/dev.py': ''})).toBe('site.conf.hosting');
  });

  it('are those of development where manage.py names what they build on and it has no database', () => {
    const dev = 'from .base import *\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}';
    const files = {'manage.py': manage.replace('site.settings', 'site.settings.base'), 'site/settings/base.py': 'INSTALLED_APPS = ["a"]'};
    const settingsOf = (more: Files) => readFacts(memoryTree({...files, ...more}), plainSettings).django.settings;
    expect(settingsOf({'site/settings/development.py': dev})).toBe('site.settings.development');
    expect(settingsOf({'site/settings/development.py': dev.replace('from .base import *\n', '')})).toBe('site.settings.base');
    expect(settingsOf({'site/settings/development.py': 'from .base import *'})).toBe('site.settings.base');
  });

  it('are told of where manage.py names a module of which there is only a sample', () => {
    const files = {'manage.py': manage.replace('site.settings', 'site.local'), 'site/settings.py': 'INSTALLED_APPS = ["a"]'};
    const absentOf = (more: Files) => readFacts(memoryTree({...files, ...more}), plainSettings).absentSettings;
    const told = {file: 'site/local.py', needed: false, where: {file: 'manage.py', line: 2}, unwritten: true};
    expect(absentOf({'site/local.example.py': ''})).toEqual([{...told, sample: 'site/local.example.py'}]);
    expect(absentOf({'site/local.example.py': '', '.gitignore': 'site/local.py\n'})).toHaveLength(1);
    expect(absentOf({'site/local.py.dist': ''})).toEqual([{...told, sample: 'site/local.py.dist'}]);
    expect(absentOf({})).toEqual([]);
    expect(absentOf({'site/local.example.py': '', 'site/local.py': 'from .settings import *'})).toEqual([]);
  });

  it('are refused where nothing is in them', () => {
    const files = {'manage.py': manage, 'site/settings/__init__.py': '# nothing\n'};
    expect(() => readFacts(memoryTree(files), plainSettings)).toThrow(
      expect.objectContaining({code: 'usage', where: {file: 'manage.py', line: 2}}),
    );
  });

  it('are refused where manage.py names what is not there', () => {
    expect(() => readFacts(memoryTree({'manage.py': manage}), plainSettings)).toThrow(
      expect.objectContaining({code: 'usage', where: {file: 'manage.py', line: 2}}),
    );
  });
});
