import {describe, expect, it} from '@jest/globals';
import {read, type Files} from './plain';

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
