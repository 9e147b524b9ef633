import {expect, it} from '@jest/globals';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const head = 'import os\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n';

it.each([
  ['LOGGING = {"handlers": {"file": {"class": "logging.FileHandler", "filename": BASE_DIR / "logs" / "django.log"}}}', ['logs']],
  ['LOGGING = {"handlers": {"file": {"class": "logging.FileHandler", "filename": "var/log/django.log"}}}', ['var/log']],
  ['LOGGING = {"handlers": {"file": {"class": "logging.FileHandler", "filename": "/var/log/django.log"}}}', []],
  ['LOGGING = {"handlers": {"file": {"class": "logging.FileHandler", "filename": BASE_DIR / "django.log"}}}', []],
  ['LOGGING = {"handlers": {"console": {"class": "logging.StreamHandler"}}}', []],
  ['DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(BASE_DIR, "data", "db.sqlite3")}}', ['data']],
  ['DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}', []],
  ['DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop"}}', []],
  ['HUEY = {"huey_class": "huey.SqliteHuey", "filename": os.path.join(BASE_DIR, "data", "tasks.sqlite3")}', ['data']],
  ['HUEY = {"huey_class": "huey.RedisHuey"}', []],
])('%s has files opened in %j', (line, directories) => {
  const tree = memoryTree({
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
    'site/__init__.py': '',
    'site/settings.py': `${head}${line}\n`,
  });
  expect(readFacts(tree, plainSettings).directories).toEqual(directories);
});

it.each([
  ['3.2.25', ['assets', 'static/local']],
  ['4.2', []],
])('Django %s lists %j, whether they are there or not', (version, directories) => {
  const tree = memoryTree({
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
    'site/__init__.py': '',
    'site/settings.py': `${head}STATICFILES_DIRS = [BASE_DIR / "static" / "local", ("own", str(BASE_DIR / "assets")), "/srv/static"]\n`,
    'requirements.txt': `Django==${version}\n`,
  });
  expect(readFacts(tree, plainSettings).directories).toEqual(directories);
});
