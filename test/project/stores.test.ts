import {describe, expect, it} from '@jest/globals';
import {readFacts, type Facts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

type Files = Readonly<Record<string, string>>;

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';

function read(files: Files, requirements = 'celery==5.4.0'): Facts {
  const plain = {
    'manage.py': manage,
    'site/__init__.py': '',
    'site/settings.py': 'ROOT_URLCONF = "site.urls"\n',
    'requirements.txt': requirements,
  };
  return readFacts(memoryTree({...plain, ...files}), plainSettings);
}

describe('an encrypted connection to Postgres', () => {
  const postgres = '{"ENGINE": "django.db.backends.postgresql", "HOST": os.getenv("DB_HOST")}';
  const fromUrl = 'dj_database_url.config(default="postgres://localhost/x"';

  it.each<[string, string, Files, true | undefined]>([
    ['an option', `DATABASES = {"default": {**${postgres}, "OPTIONS": {"sslmode": os.getenv("SSLMODE", "require")}}}`, {}, true],
    [
      'an option that is set by a branch',
      `D = ${postgres}\nif not os.getenv("X"):\n    D["OPTIONS"] = {'sslmode': 'require'}\nDATABASES = {"default": D}`,
      {},
      true,
    ],
    ['an argument', `DATABASES = {"default": ${fromUrl}, ssl_require=True)}`, {}, true],
    ["Heroku's helper", `import django_heroku\nDATABASES = {"default": ${fromUrl})}\ndjango_heroku.settings(locals())`, {}, true],
    [
      'an option of a module that the settings import',
      `from .base import *`,
      {'site/base.py': `import os\nDATABASES = {"default": {**${postgres}, "OPTIONS": {"sslmode": "require"}}}`},
      true,
    ],
    ['nothing', `DATABASES = {"default": ${postgres}}`, {}, undefined],
    [
      'an option of SQLite, for what it is',
      'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "x", "OPTIONS": {"sslmode": "require"}}}',
      {},
      undefined,
    ],
  ])('is asked for by %s', (_what, settings, files, expected) => {
    expect(read({...files, 'site/settings.py': `import os, dj_database_url\n${settings}`}, 'Django==5.2\npsycopg==3.2').database.tls).toBe(
      expected,
    );
  });
});

describe('the broker', () => {
  const broker = (url: string) => ({'site/settings.py': `import os\nCELERY_BROKER_URL = ${url}`});

  it.each<[string, Files, string, Facts['rabbitmq']]>([
    [
      'amqp without a Redis client',
      broker('os.getenv("B", "amqp://guest:guest@localhost//")'),
      'celery==5',
      {user: 'guest', password: 'guest', vhost: '/'},
    ],
    ['amqp beside a Redis client', broker('os.getenv("B", "amqp://localhost")'), 'celery==5\nredis==5', null],
    [
      'amqp that a compose file starts',
      {...broker('os.getenv("B", "amqp://localhost")'), 'compose.yml': 'services:\n  mq:\n    image: rabbitmq:3-management\n'},
      'celery==5\nredis==5',
      {user: 'guest', password: 'guest', vhost: '/'},
    ],
    [
      'amqp by parts that are named for it',
      {
        'site/settings.py':
          "import os\nCELERY_BROKER_URL = os.getenv(\"BROKER_URL\")\nif not CELERY_BROKER_URL:\n    CELERY_BROKER_URL = f\"pyamqp://{os.getenv('RABBITMQ_USER', 'guest')}:guest@{os.getenv('RABBITMQ_HOST', 'rabbit')}:5672//\"",
      },
      'celery==5\nredis==5',
      {user: 'guest', password: 'guest', vhost: '/'},
    ],
    [
      'amqp that a host of services gives, beside a Redis client',
      broker('os.getenv("CELERY_BROKER_URL", os.getenv("CLOUDAMQP_URL"))'),
      'celery==5\nredis==5',
      null,
    ],
    ['a fixed amqp', broker('"amqp://me:pw@rabbit:5672/site"'), 'celery==5', {user: 'me', password: 'pw', vhost: 'site'}],
    ['redis', broker('os.getenv("B", "redis://localhost")'), 'celery==5', null],
    ['none without a queue', broker('os.getenv("B", "amqp://localhost")'), 'Django', null],
  ])('%s', (_what, files, requirements, expected) => {
    expect(read(files, requirements).rabbitmq).toEqual(expected);
  });
});

describe('the cache', () => {
  it('is memcached where the settings say so', () => {
    const settings = 'CACHES = {"default": {"BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache"}}';
    expect(read({'site/settings.py': settings}).memcached).toBe(true);
    expect(read({}).memcached).toBe(false);
  });
});

describe('Redis', () => {
  const manageLocal = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.local")\n';
  const split = {
    'manage.py': manageLocal,
    'site/local.py': 'DEBUG = True\nDATABASES = {}\nINSTALLED_APPS = ["site"]\nROOT_URLCONF = "site.urls"\n',
    'site/production.py':
      'import os\nINSTALLED_APPS = ["site"]\nROOT_URLCONF = "site.urls"\nif "REDIS_URL" in os.environ:\n    URL = os.environ["REDIS_URL"]\n',
  };

  it('of the production set alone is not started in development', () => {
    const {redis, production} = read(split, 'Django\ndjango-redis');
    expect([redis, production?.redis]).toEqual([false, true]);
  });

  it.each<[string, Files, string]>([
    ['the package, with one module of settings', {}, 'Django\ndjango-redis'],
    ['a queue', {...split, 'site/celery.py': 'from celery import Celery\napp = Celery("site")\n'}, 'celery[redis]==5'],
    [
      'a class of the settings that speaks to it, where no file names the package',
      {
        'site/settings.py':
          'import os\nCHANNEL_LAYERS = {"default": {"BACKEND": "channels_redis.core.X", "HOSTS": [os.environ["CHANNELS"]]}}',
      },
      'Django',
    ],
    [
      'a variable',
      {...split, 'site/local.py': `${split['site/local.py']}import os\nCACHE = os.environ.get("REDIS_HOST")\n`},
      'django-redis',
    ],
  ])('is started for %s', (_what, files, requirements) => {
    expect(read(files, requirements).redis).toBe(true);
  });
});

describe('Postgres', () => {
  it('has no version beside SQLite', () => {
    const files = {
      'site/settings.py': 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}',
      'compose.yaml': 'services:\n  db:\n    image: postgres:15\n',
    };
    expect(read(files).database).toMatchObject({engine: 'sqlite', version: null});
  });

  it.each<[string, Files, string | null]>([
    ['a compose file', {'docker-compose.yml': 'services:\n  db:\n    image: "postgres:14.1-alpine"\n'}, '14'],
    ['the default of a variable', {'compose.yaml': 'services:\n  db:\n    image: postgres:${PG:-16}\n'}, '16'],
    ['PostGIS', {'compose.yaml': 'services:\n  db:\n    image: postgis/postgis:15-3.4\n'}, '15'],
    ['pgvector', {'compose.yaml': 'services:\n  db:\n    image: pgvector/pgvector:pg17\n'}, '17'],
    ['a pipeline', {'.github/workflows/ci.yml': '    services:\n      postgres:\n        image: postgres:15.3\n'}, '15'],
    [
      'development before production',
      {'compose.prod.yaml': 'services:\n  db:\n    image: postgres:13\n', 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n'},
      '17',
    ],
    ['no version', {'compose.yaml': 'services:\n  db:\n    image: postgres\n'}, null],
  ])('has the version of %s', (_what, files, expected) => {
    expect(read(files).database.version).toBe(expected);
  });

  it('has the extensions that migrations and settings need', () => {
    const migration =
      'operations = [TrigramExtension(), CreateExtension("ltree"), RunSQL("CREATE EXTENSION IF NOT EXISTS \\"uuid-ossp\\"")]';
    const files = {'site/settings.py': 'INSTALLED_APPS = ["django.contrib.gis"]', 'shop/migrations/0001_initial.py': migration};
    expect(read(files).database.extensions).toEqual(['ltree', 'pg_trgm', 'postgis', 'uuid-ossp']);
  });
});

describe('the database', () => {
  const updated = `import dj_database_url
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
DATABASES["default"].update(dj_database_url.config(env="DATABASE_URL"))
`;

  it.each([
    ['the one that a URL names where a driver is there', 'psycopg2==2.9.9', 'postgresql'],
    ['the file that the settings fall back on where none is', 'Django==5.2', 'sqlite'],
  ])('is %s', (_what, requirements, engine) => {
    expect(read({'site/settings.py': updated}, requirements).database.engine).toBe(engine);
  });

  it('is made of the URL, although the settings keep that under a name of their own too', () => {
    const kept = `import os\nKEPT = os.getenv("DATABASE_URL")\n${updated}`;
    const [variable] = read({'site/settings.py': kept}, 'psycopg2==2.9.9').variables;
    expect(variable).toMatchObject({name: 'DATABASE_URL', cast: 'url', feeds: 'DATABASES.default'});
  });
});
