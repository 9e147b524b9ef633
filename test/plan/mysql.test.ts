import {describe, expect, it} from '@jest/globals';
import {additionsFor} from '../../src/plan/additions';
import {officialImages} from '../../src/plan/bases';
import {databaseOf} from '../../src/plan/database';
import {mysqlSql} from '../../src/plan/mysql-sql';
import {boundsFor} from '../../src/plan/traps';
import {buildPackages, runPackages} from '../../src/plan/system-packages';
import {databaseElsewhere, planTest, planUp, variablesOf, type Inputs} from '../../src/plan';
import {inputsOf} from './given';

const databases = (parts: string) => `DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", ${parts}}}`;
const fromUrl = (text: string) => `import dj_database_url as d\nDATABASES = {"default": d.config(default="${text}")}`;
const open = databases('"HOST": os.getenv("DB_HOST", "localhost"), "USER": os.getenv("DB_USER"), "PORT": os.getenv("DB_PORT", "")');

async function valuesOf(inputs: Promise<Inputs>): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(variablesOf(await inputs, 'web').map(({name, value}) => [name, value]));
}

/** What an `.envrc` says. */
function given(inputs: Inputs, values: Readonly<Record<string, string>>): Inputs {
  const variables = Object.entries(values).map(([name, value]) => ({name, value, where: {file: '.envrc', line: 1}, overrides: []}));
  return {...inputs, env: {...inputs.env, variables}};
}

describe('what the settings get for MySQL', () => {
  it.each<[string, string, Readonly<Record<string, unknown>>]>([
    ['the parts that they read', open, {DB_HOST: 'db', DB_PORT: '3306', DB_USER: 'sql_variables'}],
    ['a URL by the scheme of the default', fromUrl('mysql2://localhost/x'), {DATABASE_URL: expect.stringMatching(/^mysql2:.*@db:3306\//)}],
    [
      'a geographic URL where the apps are',
      `INSTALLED_APPS = ["django.contrib.gis"]\n${fromUrl('mysql://localhost/x')}`,
      {DATABASE_URL: expect.stringMatching(/^mysqlgis:/)},
    ],
    [
      'an engine where the default names none',
      'DATABASES = {"default": {"ENGINE": os.environ["E"], "HOST": "db"}}',
      {E: 'django.db.backends.mysql'},
    ],
  ])('%s', async (_what, settings, expected) => {
    const values = await valuesOf(inputsOf(settings, 'mysqlclient==2.2.7'));
    expect(values).toMatchObject(expected);
    expect(values).not.toHaveProperty('PGHOST');
  });

  it('is what .envrc says, with the service for localhost', async () => {
    const inputs = given(await inputsOf(fromUrl('mysql://localhost/x'), 'mysqlclient'), {DATABASE_URL: 'mysql://root@localhost:3306/shop'});
    expect(await valuesOf(Promise.resolve(inputs))).toMatchObject({DATABASE_URL: 'mysql://root@db:3306/shop'});
    const odd = given(inputs, {DATABASE_URL: 'mysql://root:5%25%@localhost:3306/shop'});
    expect(databaseOf(odd)).toEqual({name: 'shop', user: 'root', password: '5%%'});
    const elsewhere = given(inputs, {DATABASE_URL: 'mysql://root@db.example.com/shop'});
    expect([databaseElsewhere(inputs), databaseElsewhere(elsewhere)]).toEqual([null, 'db.example.com']);
  });
});

describe('the statements', () => {
  const access = {name: 'my_shop', user: "o'hara", password: "p\\w'd"};

  it('quote every name and text, and grant by pattern', () => {
    const [, create, , own, tests] = mysqlSql(access);
    expect(create).toBe("CREATE USER IF NOT EXISTS 'o''hara'@'%' IDENTIFIED BY 'p\\\\w''d'");
    expect([own, tests]).toEqual([
      "GRANT ALL PRIVILEGES ON `my\\_shop`.* TO 'o''hara'@'%'",
      "GRANT ALL PRIVILEGES ON `test\\_%`.* TO 'o''hara'@'%'",
    ]);
  });

  it('make the user of the settings without a password where they have none, and no database of the server itself', async () => {
    const prepare = async (inputs: Inputs) =>
      planUp(inputs, {build: false, fixtures: true}).steps.find(step => step.do === 'prepare-database');
    const literal = await inputsOf(databases('"HOST": "db", "NAME": "shop", "USER": "root", "PASSWORD": ""'), 'mysqlclient');
    expect(await prepare(literal)).toMatchObject({
      client: 'mysql',
      volume: 'site-1a2b3c4d_mysql',
      sql: expect.arrayContaining(["ALTER USER 'root'@'%' IDENTIFIED BY ''"]),
    });
    const named = {...literal, project: {...(await inputsOf(open, 'mysqlclient')).project, name: 'MySQL'}};
    expect((await prepare(named))?.sql[0]).toContain('`mysql_app`');
  });

  it('run on the server of the tests too, whose data is in memory', async () => {
    const {steps} = planTest(await inputsOf(open, 'mysqlclient==2.2.7'), ['true']);
    expect(steps.at(-1)).toMatchObject({do: 'run-tests', client: 'mysql', stores: ['db']});
    const text = steps
      .flatMap(step => (step.do === 'write-files' ? step.files : []))
      .find(({path}) => path === 'compose.test.yaml')?.content;
    expect(text).toContain('tmpfs: [/var/lib/mysql]');
    expect(text).toContain('MYSQL_ROOT_PASSWORD: tests');
  });
});

describe('the socket', () => {
  const composeOf = (inputs: Inputs): string =>
    planUp(inputs, {build: false, fixtures: true})
      .steps.flatMap(step => (step.do === 'write-files' ? step.files : []))
      .find(({path}) => path === 'compose.yaml')?.content ?? '';

  it.each<[string, string, number]>([
    ['localhost', databases('"HOST": "localhost"'), 2],
    ['no host', databases('"NAME": "shop"'), 2],
    ['a URL of localhost', 'import dj_database_url as d\nDATABASES = {"default": d.parse("mysql://root:pw@localhost/shop")}', 2],
    ['an address, which is forwarded', databases('"HOST": "127.0.0.1"'), 0],
    ['a variable, which says db', open, 0],
  ])('is shared with the services of the code where the settings name %s', async (_what, settings, count) => {
    const text = composeOf(await inputsOf(settings, 'mysqlclient==2.2.7'));
    expect(text.match(/socket:\/run\/mysqld/g) ?? []).toHaveLength(count);
    expect(/^ {2}socket:$/m.test(text)).toBe(count > 0);
    expect(text.includes('3306=db:3306')).toBe(/"(HOST": "(localhost|127)|mysql:\/\/root)/.test(settings));
  });
});

describe('the driver', () => {
  const gunicorn = 'gunicorn==23.0.0\nsetuptools==79.0.1';

  it.each<[string, string, string, readonly string[]]>([
    ['3.12', '5.2.7', '', ['mysqlclient==2.3.1']],
    ['3.8', '3.2.25', '', ['mysqlclient==2.2.7']],
    ['3.6', '3.2.25', '', ['mysqlclient==2.1.1']],
    ['3.6', '1.11.29', '', ['mysqlclient==1.3.14']],
    ['3.12', '5.2.7', 'PyMySQL==1.1.1', []],
    ['3.12', '5.2.7', 'mysql-connector-python==9.1.0', []],
  ])('under Python %s and Django %s beside %j', async (python, django, pinned, expected) => {
    const inputs = await inputsOf(open, `Django==${django}\n${gunicorn}\n${pinned}`, {'.python-version': python});
    expect(additionsFor(inputs.project).map(({requirement}) => requirement)).toEqual(expected);
    const isBuilt = expected.length > 0;
    expect(buildPackages(inputs.project, [], []).includes('default-libmysqlclient-dev')).toBe(isBuilt);
    expect(runPackages(inputs.project, []).includes('libmariadb3')).toBe(isBuilt);
  });

  it('is one that an old Django imports, where the project leaves the version open', async () => {
    expect(boundsFor((await inputsOf(open, 'Django==1.11.29\nmysqlclient')).project)).toContain('mysqlclient<1.4');
    expect(boundsFor((await inputsOf(open, 'Django==2.2.28\nmysqlclient')).project)).not.toContain('mysqlclient<1.4');
  });
});

it.each<[string, string]>([
  ['mysql:8.0', 'mysql:8.0'],
  ['mysql:latest', 'mysql:8.4'],
  ['mariadb:10.6.4', 'mariadb:10.6'],
  ['postgres:15', 'mariadb:10.11'],
])('where the project starts %s the official image is %s', async (image, expected) => {
  const inputs = await inputsOf(open, 'mysqlclient', {'compose.yaml': `services:\n  x:\n    image: ${image}\n`});
  expect(officialImages(inputs).mariadb).toBe(expected);
});
