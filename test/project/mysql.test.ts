import {describe, expect, it} from '@jest/globals';
import {readFacts, type Facts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

type Files = Readonly<Record<string, string>>;

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';
const urlOf = (text: string) => `import environ\nenv = environ.Env()\nDATABASES = {"default": env.db(${text})}`;
const engineOf = (text: string) => `import os\nDATABASES = {"default": {"ENGINE": ${text}, "HOST": os.getenv("DB_HOST", "localhost")}}`;

function read(settings: string, requirements = 'Django==5.2', files: Files = {}): Facts {
  const tree = {'manage.py': manage, 'site/__init__.py': '', 'site/settings.py': settings, 'requirements.txt': requirements, ...files};
  return readFacts(memoryTree(tree), plainSettings);
}

describe('the engine is MySQL', () => {
  it.each<[string, string, string, Files]>([
    ['by its backend', engineOf('"django.db.backends.mysql"'), 'Django==5.2', {}],
    ['by the backend of a wrapper', engineOf('"django_prometheus.db.backends.mysql"'), 'Django==5.2', {}],
    ['by the backend of another driver', engineOf('"mysql.connector.django"'), 'Django==5.2', {}],
    ['by the default of a variable', engineOf('os.getenv("ENGINE", "django.db.backends.mysql")'), 'Django==5.2', {}],
    ['by the scheme of a default', urlOf('"DATABASE_URL", default="mysql://root@127.0.0.1/shop"'), 'Django==5.2', {}],
    ['by the driver, where a variable says all', urlOf('"DATABASE_URL"'), 'mysqlclient==2.2.7', {}],
    [
      'by a sample, where a variable says all',
      urlOf('"DATABASE_URL"'),
      'Django',
      {'.env.example': 'DATABASE_URL=mysql://u:p@localhost/shop\n'},
    ],
    [
      'by options of its drivers, where a variable says the rest and both drivers are there',
      'import environ\nenv = environ.Env(DATABASE_URL=(str, "mysql://root@127.0.0.1/shop"))\n' +
        'DATABASES = {"default": {**env.db(), **{"OPTIONS": {"init_command": "SET sql_mode=1", "charset": "utf8mb4"}}}}',
      'mysqlclient\npsycopg',
      {},
    ],
    ['beside a driver for Postgres that nothing uses', engineOf('"django.db.backends.mysql"'), 'psycopg2==2.9.9\nmysqlclient==2.2.7', {}],
  ])('%s', (_what, settings, requirements, files) => {
    const {database, engines} = read(settings, requirements, files);
    expect([database.engine, engines]).toEqual(['mysql', ['mysql']]);
  });

  it.each<[string, string, string, Facts['database']['engine']]>([
    ['with SQLite as the default', urlOf('"DATABASE_URL", default="sqlite:///db.sqlite3"'), 'mysqlclient', 'sqlite'],
    ['with both drivers, where a variable says all', urlOf('"DATABASE_URL"'), 'mysqlclient\npsycopg', 'postgresql'],
    ['with Postgres pinned and chosen by a variable', engineOf('os.getenv("ENGINE", "django.db.backends.mysql")'), 'psycopg', 'postgresql'],
    [
      'with options that only one of two engines gets',
      `${engineOf('os.getenv("ENGINE", "django.db.backends.mysql")')}\nif os.getenv("ENGINE") == "x":\n    DATABASES["default"]["OPTIONS"] = {"charset": "utf8"}`,
      'psycopg\nmysqlclient',
      'postgresql',
    ],
    [
      'with a branch for Postgres',
      `${engineOf('"django.db.backends.mysql"')}\nif os.getenv("DB") == "postgres":\n    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}`,
      'psycopg\nmysqlclient',
      'postgresql',
    ],
  ])('but not %s', (_what, settings, requirements, expected) => {
    expect(read(settings, requirements).database.engine).toBe(expected);
  });
});

describe('the server', () => {
  it.each<[string, string, string | undefined, string | null]>([
    ['MySQL by its version', 'mysql:8.0.36-debian', 'mysql', '8.0'],
    ['MariaDB by its version', 'mariadb:10.11', 'mariadb', '10.11'],
    ['MariaDB by its major version', 'docker.io/library/mariadb:11', 'mariadb', '11'],
    ['MySQL without a version', 'mysql', 'mysql', null],
    ['MySQL of today for one that no Django takes', 'mysql:5.6', 'mysql', null],
    ["MySQL for Percona's", 'percona/percona-server:8.0', 'mysql', '8.0'],
    ['none where Postgres is started', 'postgres:15', undefined, null],
  ])('is %s', (_what, image, server, version) => {
    const compose = `services:\n  store:\n    image: ${image}\n`;
    const {database, aliases, proofs} = read(engineOf('"django.db.backends.mysql"'), 'Django==5.2', {'compose.yaml': compose});
    expect([database.server, database.version, database.extensions]).toEqual([server, version, []]);
    expect(aliases['db']).toEqual(server === undefined ? undefined : ['store']);
    expect(proofs['database.version']).toEqual(server === undefined ? undefined : [{file: 'compose.yaml', line: 3}]);
  });

  it.each<[string, string, Facts['loopback'][number]['port'] | null]>([
    ['the address', '"ENGINE": "django.db.backends.mysql", "HOST": "127.0.0.1"', 3306],
    ['the address with a port', '"ENGINE": "django.db.backends.mysql", "HOST": "localhost", "PORT": "3307"', 3307],
    ['another host', '"ENGINE": "django.db.backends.mysql", "HOST": "db"', null],
  ])('is served on the localhost of the containers for %s in the settings', (_what, parts, port) => {
    const {loopback} = read(`DATABASES = {"default": {${parts}}}\nCOPY = "postgres://localhost/x"\n`);
    expect(loopback).toEqual(port === null ? [] : [{store: 'db', port, where: {file: 'site/settings.py', line: 1}}]);
  });

  it('has the other databases of the settings that are MySQL too', () => {
    const entry = (engine: string) => `{"ENGINE": "django.db.backends.${engine}", "NAME": "x"}`;
    const settings = `DATABASES = {"default": ${entry('mysql')}, "a": ${entry('mysql')}, "b": ${entry('postgresql')}}`;
    expect(read(settings).database.others.map(({alias}) => alias)).toEqual(['a']);
  });
});
