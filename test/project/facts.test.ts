import {describe, expect, it} from '@jest/globals';
import type {Settings} from '../../src/model/settings';
import {readFacts, type Facts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

type Files = Readonly<Record<string, string>>;

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';
const plain: Files = {'manage.py': manage, 'site/__init__.py': '', 'site/settings.py': 'ROOT_URLCONF = "site.urls"\n'};

function read(files: Files, settings: Partial<Settings> = {}): Facts {
  return readFacts(memoryTree({...plain, ...files}), {...plainSettings, ...settings});
}

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

  it('are told of where manage.py names a module of which there is only a sample', () => {
    const files = {'manage.py': manage.replace('site.settings', 'site.local'), 'site/settings.py': 'INSTALLED_APPS = ["a"]'};
    const absentOf = (more: Files) => readFacts(memoryTree({...files, ...more}), plainSettings).absentSettings;
    const told = {file: 'site/local.py', needed: false, where: {file: 'manage.py', line: 2}, ignored: true};
    expect(absentOf({'site/local.example.py': ''})).toEqual([{...told, sample: 'site/local.example.py'}]);
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

describe('the admin', () => {
  it.each([
    ['path("admin/", admin.site.urls)', '/admin/'],
    ['url(r"^nimda/", admin.site.urls)', '/nimda/'],
    ['url(r"^nimda/", include(admin.site.urls))', '/nimda/'],
    ['re_path(r"^back-office/", admin.site.urls)', '/back-office/'],
    ['path("", admin.site.urls)', '/'],
    ['path("x/", include("site.below"))', '/x/inner/'],
    ['path("x/", view)', null],
  ])('%s', (route, admin) => {
    const files = {
      'site/urls.py': `from django.contrib import admin\nurlpatterns = [${route}]\n`,
      'site/below.py': 'urlpatterns = [path("inner/", custom_site.urls)]',
    };
    expect(read(files).django.admin).toBe(admin);
  });
});

describe('redis', () => {
  it.each<[string, Files, boolean]>([
    ['a client', {'requirements.txt': 'redis==5'}, true],
    ['an extra', {'requirements.txt': 'celery[redis]==5'}, true],
    ['a default', {'site/settings.py': 'import os\nX = os.getenv("A", "redis://localhost")'}, true],
    ['a literal in the cache', {'site/settings.py': 'CACHES = {"default": {"LOCATION": "redis://cache:6379/1"}}'}, true],
    ['another broker', {'site/settings.py': 'import os\nX = os.getenv("A", "amqp://localhost")', 'requirements.txt': 'celery==5'}, false],
  ])('%s', (_what, files, expected) => {
    expect(read(files).redis).toBe(expected);
  });
});

describe('what is loaded and shown', () => {
  it('fixtures whose name says that they are for a start, outside of tests', () => {
    const files = {
      'shop/fixtures/initial_data.json': '',
      'shop/fixtures/demo.yaml.gz': '',
      'shop/fixtures/orders.json': '',
      'shop/tests/fixtures/demo.json': '',
      'demo.json': '',
    };
    expect(read(files).fixtures).toEqual(['shop/fixtures/demo.yaml.gz', 'shop/fixtures/initial_data.json']);
  });

  it('fixtures that devenv.yaml names, which must exist', () => {
    expect(read({'a.json': ''}, {fixtures: ['a.json']}).fixtures).toEqual(['a.json']);
    expect(read({'x/fixtures/demo.json': ''}, {fixtures: []}).fixtures).toEqual([]);
    expect(() => read({}, {fixtures: ['a.json']})).toThrow(expect.objectContaining({code: 'usage'}));
  });

  it('a home page beside the Django project', () => {
    expect(read({'www/index.html': ''}).homepage).toBe('www');
    expect(read({'www/index.html': '', 'www/package.json': '{"scripts": {"build": "x"}}'}).homepage).toBeNull();
    expect(read({'templates/home/index.html': ''}).homepage).toBeNull();
    expect(read({'www/index.html': ''}, {homepage: false}).homepage).toBeNull();
    expect(read({'web/start.html': ''}, {homepage: 'web/'}).homepage).toBe('web');
    expect(() => read({}, {homepage: 'gone'})).toThrow(expect.objectContaining({code: 'usage'}));
  });

  it('static files and uploads where the settings put them', () => {
    const settings =
      'from pathlib import Path\nBASE = Path(__file__).parents[1]\nSTATIC_URL = "assets/"\nSTATIC_ROOT = BASE / "var" / "static"\nMEDIA_ROOT = "/srv/media"\n';
    expect(read({'site/settings.py': settings})).toMatchObject({
      static: {url: '/assets/', root: 'var/static'},
      media: {url: '/media/', root: '/srv/media'},
    });
  });
});

describe('the hash of the migrations', () => {
  const hash = (files: Files): string => read(files).migrations.hash;

  it('changes with a migration and with INSTALLED_APPS, and with nothing else', () => {
    const files = {
      'site/settings.py': 'INSTALLED_APPS = ["a"]',
      'a/migrations/__init__.py': '',
      'a/migrations/0001_initial.py': '1',
      'a/models.py': '',
    };
    const before = hash(files);
    expect(hash({...files, 'a/models.py': 'x'})).toBe(before);
    expect(hash({...files, 'a/migrations/0001_initial.py': '2'})).not.toBe(before);
    expect(hash({...files, 'a/migrations/0002_more.py': ''})).not.toBe(before);
    expect(hash({...files, 'site/settings.py': 'INSTALLED_APPS = ["a", "b"]'})).not.toBe(before);
  });
});
