import {describe, expect, it, test} from '@jest/globals';
import type {DjangoReport} from '../../src/model/django-report';
import {djangoFindings, releaseFindings} from '../../src/plan';
import {inputsOf} from './given';

const place = {file: 'site/settings.py', line: 2};
const good: DjangoReport = {
  version: '5.2',
  messages: [],
  migrations: [],
  settings: {
    debug: false,
    hosts: ['example.com'],
    secret_key: {set: true, weak: false, written: null},
    places: {DEBUG: place, SECRET_KEY: place, ALLOWED_HOSTS: place},
  },
};

const settings = `SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = os.environ.get("DEBUG") == "1"
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}
`;

async function production(text = settings, values: Readonly<Record<string, string>> | null = {SECRET_KEY: 'x'}) {
  const inputs = await inputsOf(text, 'Django');
  const variables = Object.entries(values ?? {}).map(([name, value], at) => ({
    ...{name, value, where: {file: '.server.envrc', line: at + 1}},
    overrides: [],
  }));
  const file = values === null ? null : '.server.envrc';
  return {...inputs, mode: 'production' as const, env: {...inputs.env, file, trust: 'allowed' as const, variables}};
}

async function told(change: Partial<DjangoReport['settings']>, values: Readonly<Record<string, string>> | null = {SECRET_KEY: 'x'}) {
  const inputs = await production(settings, values);
  const findings = releaseFindings(inputs, {...good, settings: {...good.settings, ...change}}, false);
  return findings.filter(({state}) => state !== 'good').map(({what, state}) => `${state} ${what}`);
}

const key = good.settings.secret_key;

describe('for production', () => {
  it.each<[string, Partial<DjangoReport['settings']>, readonly string[]]>([
    ['nothing where all is well', {}, []],
    ['DEBUG', {debug: true}, ['bad DEBUG']],
    ['no key', {secret_key: {...key, set: false, weak: true}}, ['bad SECRET_KEY']],
    ['a placeholder for a key', {secret_key: {...key, weak: true}}, ['bad SECRET_KEY']],
    ['a key in the repository', {secret_key: {...key, written: place}}, ['bad SECRET_KEY']],
    ['no host', {hosts: []}, ['bad ALLOWED_HOSTS']],
    ['any host', {hosts: ['example.com', '*']}, ['bad ALLOWED_HOSTS']],
  ])('is told: %s', async (_what, change, found) => {
    expect(await told(change)).toEqual(found);
  });

  test('without .server.envrc what it may set fails nothing, and what the code itself sets does', async () => {
    const found = await told({debug: true, hosts: []}, null);
    expect(found).toEqual(['doubtful Values', 'doubtful Variables', 'doubtful DEBUG', 'bad ALLOWED_HOSTS']);
  });

  test('a .server.envrc that git may hold is not told to be out of it', async () => {
    const inputs = await production();
    const open = {...inputs, settings: {...inputs.settings, server_envrc: {allow_tracked: true}}};
    const detail = (from: typeof inputs) => releaseFindings(from, good, false).find(({what}) => what === 'Values')?.detail;
    expect([detail(inputs), detail(open)]).toEqual([
      '.server.envrc, for its owner alone and not in git',
      '.server.envrc, for its owner alone; git may hold it, as devenv.yaml allows',
    ]);
  });

  test('a required variable that .server.envrc lacks fails with its line, and its stand-in is not judged', async () => {
    const found = releaseFindings(
      await production(settings, {}),
      {...good, settings: {...good.settings, secret_key: {...key, weak: true}}},
      false,
    );
    expect(found.filter(({state}) => state === 'bad')).toEqual([
      {
        what: 'Variables',
        state: 'bad',
        detail: 'SECRET_KEY is required at site/settings.py:2, and nothing sets it',
        next: 'add to .server.envrc: export SECRET_KEY=...',
        where: place,
      },
    ]);
  });

  test('SQLite and a front end that could not be built fail', async () => {
    const sqlite = 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}\n';
    const found = releaseFindings(await production(sqlite, {}), good, true);
    expect(found.filter(({state}) => state === 'bad').map(({what}) => what)).toEqual(['Database', 'Front end']);
  });
});

describe('what Django says', () => {
  const message = {id: 'security.W004', level: 30, text: 'No\n HSTS.', hint: null, object: null, where: null};

  test('is told by its level, with hint and place', async () => {
    const messages = [message, {...message, id: 'models.E001', level: 40, hint: 'Do\nit', object: 'shop.A', where: place}];
    const found = djangoFindings(await production(), {...good, messages});
    expect(found.slice(1, 3)).toEqual([
      {what: 'security.W004', state: 'doubtful', detail: 'No HSTS.', next: null},
      {what: 'models.E001', state: 'bad', detail: 'shop.A: No HSTS.', next: 'Do it', where: place},
    ]);
  });

  test('is told once where we say the same with its line', async () => {
    const messages = ['security.W009', 'security.W018', 'security.W020'].map(id => ({...message, id}));
    const inputs = await production();
    expect(djangoFindings(inputs, {...good, messages})).toHaveLength(2);
    expect(djangoFindings({...inputs, mode: 'development'}, {...good, messages})).toHaveLength(5);
  });

  test('of migrations that lack something is an error in an own app and a warning in a package', async () => {
    const migrations = [
      {app: 'shop', own: true, conflict: [], changes: ['Create model A']},
      {app: 'cart', own: true, conflict: ['0002_a', '0002_b'], changes: []},
      {app: 'taggit', own: false, conflict: [], changes: ['Alter field id']},
    ];
    const found = djangoFindings(await production(), {...good, migrations}).slice(1);
    expect(found.map(({state, next}) => [state, next?.split(':')[0]])).toEqual([
      ['bad', 'devenv manage makemigrations shop'],
      ['bad', 'devenv manage makemigrations --merge cart'],
      ['doubtful', "taggit is a package's own app"],
    ]);
  });
});
