import {expect, it} from '@jest/globals';
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {readFacts} from '../../src/project/facts';
import {ignoredLogs} from '../../src/project/git-ignored';
import {lineThatIgnores} from '../../src/project/ignored';
import {diskTree} from '../../src/project/tree';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const head = 'import os\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n';
const own = (...directories: readonly string[]) => ({directories, beside: [], unknown: false, ignored: []});
const beside = (file: string) => ({directories: [], beside: [file], unknown: false, ignored: []});
const unknown = {directories: [], beside: [], unknown: true, ignored: []};

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

it('what .gitignore leaves out as logs stays out of the image, but for what git has all the same', () => {
  const root = mkdtempSync(join(tmpdir(), 'devenv-logs-'));
  const files = {
    '.gitignore': '*.pyc\n*.log\n/log/*.jsonl*\nlogs/\n!logs/README.md\nblog/drafts\n',
    'log/application.jsonl': '',
    'log/README.rst': '',
    'tests/data/access.log': '',
    'tests/data/new.log': '',
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), content);
  }
  execFileSync('git', ['init', '--quiet', root]);
  execFileSync('git', ['-C', root, 'add', '--force', 'log/README.rst', 'tests/data/access.log']);
  const ignored = ignoredLogs(diskTree(root));
  expect(ignored).toEqual(['**/*.log', 'log/*.jsonl*', '**/logs/*', '!logs/README.md', '!tests/data/access.log']);
  const left = Object.keys(files).filter(path => lineThatIgnores(ignored.join('\n'), path) !== null);
  expect(left).toEqual(['log/application.jsonl', 'tests/data/new.log']);
});
