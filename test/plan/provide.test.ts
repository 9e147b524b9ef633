import {describe, expect, it} from '@jest/globals';
import type {Settings} from '../../src/model/settings';
import {variablesOf} from '../../src/plan';
import {inputsOf} from './given';

async function valuesOf(
  settings: string,
  requirements: string,
  files?: Readonly<Record<string, string>>,
  own?: Partial<Settings>,
): Promise<Readonly<Record<string, string>>> {
  const inputs = await inputsOf(settings, requirements, files, own);
  return Object.fromEntries(variablesOf(inputs, 'web').map(({name, value}) => [name, value]));
}

const postgres = 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"';
const broker = (text: string) => `CELERY_BROKER_URL = ${text}`;

describe('what the settings get', () => {
  it.each<[string, string, string, Readonly<Record<string, string>>]>([
    [
      'the value that chooses Postgres',
      `DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\nif os.getenv("DB") == "pg":\n    ${postgres}, "HOST": os.getenv("DB_HOST", "")}}`,
      'psycopg',
      {DB: 'pg', DB_HOST: 'db'},
    ],
    [
      'a URL of Redis without a path where the settings give it one, if only in one place',
      `R = os.getenv("REDIS_BASE_URL")\nCACHES = {"default": {"LOCATION": R}}\n${broker('f"{R}/1"')}`,
      'celery\nredis',
      {REDIS_BASE_URL: 'redis://redis:6379'},
    ],
    [
      'one of RabbitMQ likewise',
      broker('os.environ["AMQP_URL"] + "/jobs"'),
      'celery',
      {AMQP_URL: expect.stringMatching(/^amqp:.*@rabbitmq:5672$/) as unknown as string},
    ],
    ['what the driver reads where no host is named', `${postgres}, "NAME": "shop"}}`, 'psycopg', {PGHOST: 'db', PGDATABASE: 'shop'}],
    [
      'the scheme of the default',
      'import dj_database_url as d\nDATABASES = {"default": d.config(default="psql://localhost/x")}',
      'psycopg',
      {DATABASE_URL: expect.stringMatching(/^psql:\/\//) as unknown as string},
    ],
    ...['os.getenv("DATABASE_URL")', 'os.environ["DATABASE_URL"]'].map(
      (read): [string, string, string, Readonly<Record<string, string>>] => [
        'a URL of the database of which the code takes the parts by itself',
        `from urllib.parse import urlparse\nurl = urlparse(${read})\n${postgres}, "NAME": url.path[1:], "HOST": url.hostname, "PORT": 5432}}`,
        'psycopg',
        {DATABASE_URL: expect.stringMatching(/^postgres:\/\/.*@db:5432\//) as unknown as string},
      ],
    ),
    [
      'a URL of the database under the name that all libraries have for it',
      `from .own import parse\nURL = os.environ["DATABASE_URL"]\n${postgres}, **parse(URL)}}`,
      'psycopg',
      {DATABASE_URL: expect.stringMatching(/^postgres:\/\/.*@db:5432\//) as unknown as string},
    ],
    [
      'PostGIS',
      'import dj_database_url as d\nINSTALLED_APPS = ["django.contrib.gis"]\nDATABASES = {"default": d.config()}',
      'psycopg',
      {DATABASE_URL: expect.stringMatching(/^postgis:\/\//) as unknown as string},
    ],
    [
      'another database for another alias',
      `${postgres}, "NAME": "shop", "HOST": "db"}, "stats": {"ENGINE": "django.db.backends.postgresql", "NAME": os.getenv("STATS_NAME")}}`,
      'psycopg',
      {STATS_NAME: 'shop_stats'},
    ],
    [
      'no TLS that the server has not',
      `${postgres}, "HOST": "db", "OPTIONS": {"sslmode": os.getenv("SSL", "require")}}}`,
      'psycopg',
      {SSL: 'prefer'},
    ],
    ['RabbitMQ', broker('os.getenv("B", "amqp://guest:guest@localhost//")'), 'celery', {B: 'amqp://guest:guest@rabbitmq:5672//'}],
    [
      'RabbitMQ in parts',
      'U, P = os.getenv("RABBIT_USER", ""), os.getenv("RABBIT_PORT", "5672")\nCELERY_BROKER_URL = f"amqp://{U}:x@{os.getenv(\'RABBIT_HOST\', \'localhost\')}:{P}//"',
      'celery',
      {RABBIT_USER: 'guest', RABBIT_HOST: 'rabbitmq'},
    ],
    ['Redis where amqp is only the default', broker('os.getenv("B", "amqp://localhost")'), 'celery\nredis', {B: 'redis://redis:6379/0'}],
    [
      'Redis by the names of its parts',
      'CHANNEL_LAYERS = {"default": {"CONFIG": {"hosts": [(os.getenv("REDIS_HOST", "127.0.0.1"), int(os.getenv("REDIS_PORT", "6380")))]}}}',
      'redis',
      {REDIS_HOST: 'redis', REDIS_PORT: '6379'},
    ],
    [
      'a queue that settings find by a configuration file',
      'CONFIG = {"celery": {"broker": os.getenv("SITE_CELERY_BROKER"), "backend": os.getenv("SITE_CELERY_BACKEND")}}',
      'redis',
      {SITE_CELERY_BROKER: 'redis://redis:6379/0', SITE_CELERY_BACKEND: 'redis://redis:6379/0'},
    ],
    [
      'memcached',
      'CACHES = {"default": {"BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache", "LOCATION": os.getenv("CACHE", "127.0.0.1:11211")}}',
      'Django',
      {CACHE: 'memcached:11211'},
    ],
    ['DEBUG as a number', 'DEBUG = bool(int(os.getenv("DEBUG", 0)))', 'Django', {DEBUG: '1'}],
    [
      'hosts by the separator of the code',
      'ALLOWED_HOSTS = os.environ.get("HOSTS", "").split(" ")',
      'Django',
      {HOSTS: 'localhost 127.0.0.1 [::1]'},
    ],
    [
      'hosts beside those of the default',
      'ALLOWED_HOSTS = os.environ.get("HOSTS", "example.com").split(",")',
      'Django',
      {HOSTS: 'example.com,localhost,127.0.0.1,[::1]'},
    ],
  ])('%s', async (_what, settings, requirements, expected) => {
    expect(await valuesOf(settings, requirements)).toMatchObject(expected);
  });

  it.each<[string, string, string, string]>([
    ['a default that serves', broker('os.getenv("B", "redis://redis:6379/1")'), 'celery\nredis', 'B'],
    ['a Redis of somebody else', 'X = os.getenv("REDIS_URL", "redis://example.com:6379")', 'redis', 'REDIS_URL'],
    ['hosts that hold localhost', 'ALLOWED_HOSTS = os.environ.get("HOSTS", "localhost").split(",")', 'Django', 'HOSTS'],
    [
      'the class of a cache',
      'CACHES = {"default": {"BACKEND": os.environ.get("CACHE_BACKEND"), "LOCATION": os.environ.get("CACHE_URL")}}',
      'redis',
      'CACHE_BACKEND',
    ],
    ['a name that only sounds like a store', 'X = os.getenv("REDIS_ENABLED")', 'redis', 'REDIS_ENABLED'],
    [
      'the number of a database of Redis',
      'N = int(os.getenv("REDIS_INDEX", "3"))\nCACHES = {"default": {"LOCATION": f"redis://{os.getenv(\'REDIS_HOST\', \'localhost\')}:6379/{N}"}}',
      'redis',
      'REDIS_INDEX',
    ],
    [
      'the encrypted address of a store',
      'CACHES = {"default": {"LOCATION": os.getenv("REDIS_TLS_URL", os.getenv("REDIS_URL"))}}',
      'redis',
      'REDIS_TLS_URL',
    ],
  ])('is not given: %s', async (_what, settings, requirements, name) => {
    expect(await valuesOf(settings, requirements)).not.toHaveProperty(name);
  });

  it('holds what a service of devenv.yaml provides', async () => {
    const services = {search: {env: {}, provides: {SEARCH_URL: 'http://search:9200'}, compose: {image: 'search:1'}}};
    expect(await valuesOf('X = os.environ["SEARCH_URL"]', 'Django', {}, {services})).toMatchObject({SEARCH_URL: 'http://search:9200'});
  });
});

it.each<[string, Readonly<Record<string, string>>]>([
  ['SECURE_SSL_REDIRECT = os.environ.get("REDIRECT", "True") != "False" and not DEV', {REDIRECT: 'False'}],
  ['SESSION_COOKIE_SECURE = bool(int(os.environ.get("SECURE", "1")))', {SECURE: '0'}],
  ['CSRF_COOKIE_SECURE = os.environ.get("SECURE", "false") == "true"', {}],
  ['SECURE_HSTS_SECONDS = int(os.environ.get("SECURE", "1"))', {}],
])('development is served over HTTP: %s', async (line, values) => {
  const {DJANGO_SETTINGS_MODULE: _module, ...given} = await valuesOf(`DEV = os.getenv("DEV")\n${line}`, 'Django');
  expect(given).toEqual(values);
});

it.each<[string, string, Readonly<Record<string, string>>]>([
  [
    'no host and an empty password',
    '"NAME": "shop", "USER": "ada", "PASSWORD": "", "HOST": ""',
    {PGHOST: 'db', PGUSER: 'ada', PGDATABASE: 'shop'},
  ],
  ['a host and an empty password', '"NAME": "shop", "USER": "ada", "PASSWORD": "", "HOST": "localhost"', {}],
  ['a host and no user', '"NAME": "shop", "USER": "", "PASSWORD": "", "HOST": "localhost"', {PGUSER: 'sql_variables'}],
  ['a host and no password', '"NAME": "shop", "USER": "ada", "HOST": "db"', {}],
  [
    'what a file of secrets would say otherwise',
    '"NAME": "shop", "USER": SECRETS.get("user", "ada"), "PASSWORD": SECRETS.get("password", ""), "HOST": SECRETS.get("host", "")',
    {PGHOST: 'db', PGUSER: 'ada'},
  ],
])('the driver is given a password of its own for %s', async (_what, parts, values) => {
  const secrets =
    'import json\ntry:\n    with open("secrets.json") as handle:\n        SECRETS = json.load(handle)\nexcept OSError:\n    SECRETS = {"key": "a"}\n';
  const given = await valuesOf(`${secrets}${postgres}, ${parts}}}`, 'Django\npsycopg');
  expect(given).toMatchObject({...values, PGPASSWORD: expect.stringMatching(/^\w{12,}$/)});
});

it('a database is given in the form of the sample where that is the JSON of a secret', async () => {
  const sample =
    'SECRET={"username": "postgres", "password": "x", "engine": "postgres", "port": 5432, "dbname": "x", "host": "pg", "id": "db-1"}';
  const settings = 'import dj_database_url\nfrom secret import url\nDATABASES = {"default": dj_database_url.parse(os.environ["SECRET"])}';
  const {SECRET = ''} = await valuesOf(settings, 'Django\npsycopg', {'sample.env': sample});
  expect(JSON.parse(SECRET)).toEqual({
    ...{username: 'sql_variables', password: expect.stringMatching(/^\w{12,}$/), engine: 'postgres', port: 5432},
    ...{dbname: 'sql_variables', host: 'db', id: 'db-1'},
  });
});
