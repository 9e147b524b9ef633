import {describe, expect, it} from '@jest/globals';
import type {Variable} from '../../src/model/project';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';

function read(settings: string, files: Readonly<Record<string, string>> = {}): ReturnType<typeof readFacts> {
  return readFacts(memoryTree({'manage.py': manage, 'site/__init__.py': '', 'site/settings.py': settings, ...files}), plainSettings);
}

const only = (settings: string, files?: Readonly<Record<string, string>>): Variable | undefined => read(settings, files).variables[0];

describe('a variable that settings read', () => {
  it.each<[string, Partial<Variable>]>([
    ['import os\nX = os.environ["A"]', {name: 'A', required: true, cast: 'text', feeds: 'X'}],
    ['import os\nX = os.environ.get("A")', {required: false, default: null}],
    ['import os\nX = os.environ.get("A", default="d")', {default: 'd'}],
    ['import os as o\nX = o.getenv("A", 3)', {default: '3'}],
    ['from os import getenv as g\nX = g("A") or "d"', {default: 'd', required: false}],
    ['from os import environ\nX = environ.get("A").split(",")', {required: true, cast: 'list', separator: ','}],
    ['import os\nX = os.environ.get("A", "a b").split()', {required: false, cast: 'list', separator: ' ', default: 'a b'}],
    ['import os\nX = list(map(str.strip, os.getenv("A", "").split(";")))', {cast: 'list', separator: ';'}],
    ['import os\nX = int(os.getenv("A", "5"))', {cast: 'int', default: '5'}],
    ['import os\nX = int(os.getenv("A"))', {cast: 'int', required: true}],
    ['import os\nX = bool(os.getenv("A"))', {cast: 'truthy'}],
    ['import os\nX = bool(int(os.getenv("A", 0)))', {cast: 'int'}],
    ['import os\nX = os.getenv("A", "").lower() == "true"', {cast: 'bool', accepts: ['true'], foldsCase: true}],
    ['import os\nX = os.getenv("A", "").lower() in ("1", "true")', {cast: 'bool'}],
    ['import os\nX = os.getenv("A") == "True"', {cast: 'bool'}],
    ['import os\nX = os.getenv("A") == "1"', {cast: 'bool', truth: '1', accepts: ['1']}],
    ['import os\nX = os.getenv("A") in ["yes", "on"]', {cast: 'bool', truth: 'yes'}],
    ['import os\nX = False if os.getenv("A", "True") == "False" else True', {cast: 'bool', default: 'True', feeds: 'X'}],
    ['import os\nX = True if os.getenv("A") else False', {cast: 'truthy', feeds: 'X'}],
    ['import os\nA = os.getenv("A")\nB = os.getenv("B")\nif not A and not B:\n    raise RuntimeError("one of them")', {required: false}],
    ['import os\nA = os.getenv("A")\nB = os.getenv("B")\nif not A or not B:\n    raise RuntimeError("both")', {required: true}],
    ['import os\nA = os.getenv("A")\nif not (A and DEBUG):\n    raise RuntimeError("A")', {required: true}],
    ['import os\nX = "A" in os.environ', {cast: 'truthy', required: false}],
    [
      'from distutils.util import strtobool\nimport os\nX = strtobool(os.getenv("A", "no"))',
      {cast: 'bool', default: 'no', rule: 'strtobool'},
    ],
    ['import os\nfrom ours import strtobool\nX = strtobool(os.getenv("A", "no"))', {cast: 'bool', default: 'no', feeds: 'X'}],
    ['import os\nfrom ours.env import to_bool\nX = to_bool(os.getenv("A"))', {cast: 'bool', required: false, feeds: 'X'}],
    ['import ast, os\nX = ast.literal_eval(os.environ.get("A", "False"))', {cast: 'bool'}],
    ['import json, os\nX = json.loads(os.environ["A"])', {cast: 'json', required: true}],
    ['import os\nX = os.environ["A"] + "/0"', {feeds: 'X.BASE'}],
    ['import os\nX = f"redis://{os.environ[\'A\']}:6379/0"', {feeds: 'X.HOST'}],
    ['import os\nX = "postgres://u:%s@h/n" % os.environ["A"]', {feeds: 'X.PASSWORD'}],
    ['import os\nDATABASES = {"default": {"HOST": os.getenv("A", "localhost")}}', {feeds: 'DATABASES.default.HOST'}],
    ['import os\nDATABASES = {"default": {}}\nDATABASES["default"]["PORT"] = os.getenv("A")', {feeds: 'DATABASES.default.PORT'}],
    [
      `import os\ndef env(key, other=None):\n    if key not in os.environ:\n        return other\n    return int(os.environ[key])\nX = env("A", 5)`,
      {required: false, default: '5', cast: 'int'},
    ],
    [
      `import os\ndef env(key, other=None):\n    if key not in os.environ:\n        return other\n    return int(os.environ[key])\nX = env("A")`,
      {required: false, default: null},
    ],
    [
      `import os\nfrom pathlib import Path\ndef env(key, other=None):\n    if key not in os.environ:\n        return other if other is None else Path(other)\n    return Path(os.environ[key])\nX = env("A", Path("/srv"))`,
      {required: false},
    ],
    [
      `import os\ndef env(key):\n    if os.path.exists("/run/secrets"):\n        return None\n    return os.environ[key]\nX = env("A")`,
      {required: true},
    ],
    ['from environ import Env\nenv = Env()\nX = env("A")', {required: true, cast: 'text'}],
    ['import environ\nenv = environ.Env(A=(bool, False))\nX = env("A")', {required: false, cast: 'bool', default: 'False'}],
    ['import environ\nenv = environ.Env()\nX = env.list("A", default=["a", "b"])', {cast: 'list', separator: ',', default: 'a,b'}],
    [
      'import environ\nenv = environ.FileAwareEnv()\nDATABASES = {"default": env.db()}',
      {name: 'DATABASE_URL', cast: 'url', required: true, feeds: 'DATABASES.default'},
    ],
    ['import environ\nenv = environ.Env()\nCACHES = {"default": env.cache_url("A")}', {cast: 'url', feeds: 'CACHES.default'}],
    ['import environ\nenv = environ.Env()\nX = env("A", cast=int, default=1)', {cast: 'int', default: '1'}],
    ['from environs import Env\nenv = Env()\nX = env.bool("A", False)', {cast: 'bool', default: 'False', rule: 'environs'}],
    ['from environs import env\nX = env.int("A")', {cast: 'int', required: true}],
    ['from decouple import config\nX = config("A", default="a", cast=lambda v: v.split("|"))', {cast: 'list', separator: '|'}],
    [
      'from decouple import AutoConfig\nconfig = AutoConfig()\nX = config("A", cast=bool)',
      {cast: 'bool', required: true, rule: 'decouple'},
    ],
    ['import os\nX = int(os.environ["A"]) if os.environ.get("A") else 0', {cast: 'int', guarded: true}],
    [
      'import dj_database_url\nDATABASES = {"default": dj_database_url.config(env="A", default="sqlite:///x")}',
      {name: 'A', cast: 'url', default: 'sqlite:///x', feeds: 'DATABASES.default'},
    ],
    ['import dj_database_url, os\nDATABASES = {"default": dj_database_url.parse(os.environ["A"])}', {cast: 'url', required: true}],
    [
      'from os import environ\nREDIS = environ.get("A", "redis://localhost")\nCACHES = {"default": {"LOCATION": REDIS}}\nCELERY_BROKER_URL = REDIS',
      {feeds: 'CELERY_BROKER_URL'},
    ],
  ])('%s', (settings, expected) => {
    expect(only(settings)).toMatchObject({name: 'A', ...expected});
  });

  it('makes a case likely by its own words for true, and leaves the name _ alone', () => {
    const flag =
      'import environ\nenv = environ.Env()\nmatch env.bool("A", default=True):\n    case True:\n        STATIC_URL = "/a/"\n    case False:\n        STATIC_URL = "/b/"\n';
    const none = 'import os\nmatch os.getenv("A"):\n    case 1:\n        STATIC_URL = "/a/"\n    case _:\n        STATIC_URL = "/b/"\n';
    const kept = 'import os\n_ = "/c/"\nmatch os.getenv("A"):\n    case "x":\n        X = 1\n    case _:\n        X = 2\nSTATIC_URL = _\n';
    expect([flag, none, kept].map(settings => read(settings).static.url)).toEqual(['/a/', '/b/', '/c/']);
  });

  it('is found through the modules that settings import, where they stand', () => {
    expect(
      only('from .parts import *\nfrom .env import secret\nSECRET_KEY = secret', {
        'site/parts.py': 'X = 1',
        'site/env.py': 'import os\n\nsecret = os.environ["KEY"]',
      }),
    ).toMatchObject({name: 'KEY', feeds: 'SECRET_KEY', where: {file: 'site/env.py', line: 3}});
  });

  it('is found through django-split-settings', () => {
    expect(
      only('from split_settings.tools import include, optional\ninclude("parts/*.py", optional("absent.py"))', {
        'site/parts/database.py': 'import os\nX = os.environ["A"]',
      }),
    ).toMatchObject({name: 'A', feeds: 'X'});
  });

  it('has the prefix that environs puts before it', () => {
    expect(only('from environs import Env\nenv = Env()\nwith env.prefixed("B_"):\n    X = env.int("A", 1)')).toMatchObject({
      name: 'B_A',
      cast: 'int',
    });
  });

  it('is not one that decides which settings module is used', () => {
    expect(read('import os\nX = os.environ["DJANGO_SETTINGS_MODULE"]').variables).toEqual([]);
  });

  it('is listed once, with the stricter of two reads', () => {
    expect(read('import os\nX = os.getenv("A", "1")\nY = int(os.environ["A"])').variables).toEqual([
      expect.objectContaining({name: 'A', required: true, default: '1', also: [{file: 'site/settings.py', line: 3}]}),
    ]);
  });
});

describe('the database', () => {
  const database = (settings: string, requirement = 'psycopg==3.2'): unknown => read(settings, {'requirements.txt': requirement}).database;

  it.each([
    ['a literal', 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}', '', 'postgresql'],
    ['a literal of SQLite beside a driver', 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}', 'psycopg2==2.9', 'sqlite'],
    [
      'a variable and a driver',
      'import os\nDATABASES = {"default": {"ENGINE": os.getenv("E", "django.db.backends.sqlite3")}}',
      'psycopg2-binary==2.9',
      'postgresql',
    ],
    [
      'a variable without a driver',
      'import os\nDATABASES = {"default": {"ENGINE": os.getenv("E", "django.db.backends.sqlite3")}}',
      '',
      'sqlite',
    ],
    ['a URL with a default', 'import dj_database_url as d\nDATABASES = {"default": d.config(default="sqlite:///x")}', '', 'sqlite'],
    [
      'a URL that replaces the default when given',
      'import os, dj_database_url\nDATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\nif "DATABASE_URL" in os.environ:\n    DATABASES["default"] = dj_database_url.config()',
      'psycopg',
      'postgresql',
    ],
    [
      'a URL laid over the default',
      'import dj_database_url\nDATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\nDATABASES["default"].update(dj_database_url.config())',
      'psycopg',
      'postgresql',
    ],
    [
      'SQLite in development',
      'import os\nDEBUG = os.getenv("DEBUG") == "1"\nif DEBUG:\n    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\nelse:\n    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}',
      'psycopg',
      'sqlite',
    ],
    ['MySQL', 'DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}', '', 'mysql'],
    ['another engine', 'DATABASES = {"default": {"ENGINE": "django.db.backends.oracle"}}', '', null],
    ['nothing', 'X = 1', 'psycopg', null],
  ])('by %s', (_what, settings, requirement, engine) => {
    expect(database(settings, requirement)).toMatchObject({engine});
  });

  it('names the variables of a URL that the settings put together', () => {
    expect(
      database(
        "import os, dj_database_url as d\nDATABASES = {\"default\": d.parse(f\"postgres://{os.environ['U']}:{os.environ['P']}@{os.getenv('H', 'db')}/site\")}",
      ),
    ).toMatchObject({
      engine: 'postgresql',
      parts: {
        USER: {from: 'variable', name: 'U'},
        PASSWORD: {from: 'variable', name: 'P'},
        HOST: {from: 'variable', name: 'H', default: 'db'},
      },
    });
  });
});
