import {expect, it} from '@jest/globals';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const head = 'import os\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n';
const own = (...directories: readonly string[]) => ({directories, beside: [], unknown: false});
const beside = (file: string) => ({directories: [], beside: [file], unknown: false});
const unknown = {directories: [], beside: [], unknown: true};

it.each([
  ['BASE_DIR / "logs" / "site.log"', own('logs')],
  ['"var/log/site.log"', own('var/log')],
  ['"/var/log/site/site.log"', own('/var/log/site')],
  ['BASE_DIR / "site.log"', beside('site.log')],
  ['"site.log"', beside('site.log')],
  ['BASE_DIR / "site" / "site.log"', beside('site/site.log')],
  ['os.path.join(directory_of_logs(), "site.log")', unknown],
  ['os.environ["LOG"]', unknown],
  ['"/dev/stdout"', own()],
  ['"/tmp/site.log"', own()],
  ['"/site.log"', beside('/site.log')],
])('the settings that log to %s open it in %j', (file, logs) => {
  const settings = `LOGGING = {"handlers": {"out": {"class": "logging.StreamHandler"}, "file": {"class": "logging.FileHandler", "filename": ${file}}}}`;
  expect(read(settings).logs).toEqual(logs);
});

it.each([
  ['HUEY = {"huey_class": "huey.SqliteHuey", "filename": BASE_DIR / "data" / "tasks.sqlite3"}', own('data')],
  ['HUEY = {"huey_class": "huey.RedisHuey"}', own()],
  ['DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "data" / "db.sqlite3"}}', own()],
  ['LOGGING = {"handlers": {"console": {"class": "logging.StreamHandler"}}}', own()],
  ['LOGGING = framework_logging()', own()],
])('%s', (settings, logs) => {
  expect(read(settings).logs).toEqual(logs);
});

it('a directory that git has with a file of its own is one beside other files', () => {
  const settings = 'LOGGING = {"handlers": {"file": {"filename": BASE_DIR / "data" / "site.log"}}}';
  expect(read(settings, {'data/.gitkeep': '', 'data/site.log.1': ''}).logs).toEqual(own('data'));
  expect(read(settings, {'data/countries.csv': ''}).logs).toEqual(beside('data/site.log'));
});

it('production logs where its own settings say', () => {
  const files = {
    'site/settings/__init__.py': '',
    'site/settings/dev.py': 'from .production import *\nLOGGING = {}\n',
    'site/settings/production.py': `${head}LOGGING = {"handlers": {"file": {"filename": "/var/log/site/site.log"}}}\nINSTALLED_APPS = []\nDATABASES = {}\n`,
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings.dev")\n',
  };
  const {logs, production} = readFacts(memoryTree(files), plainSettings);
  expect([logs, production?.logs]).toEqual([own(), own('/var/log/site')]);
});

function read(settings: string, files: Readonly<Record<string, string>> = {}) {
  const tree = memoryTree({
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
    'site/__init__.py': '',
    'site/settings.py': `${head}${settings}\n`,
    ...files,
  });
  return readFacts(tree, plainSettings);
}
