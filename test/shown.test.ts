import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import type {Settings} from '../src/model/settings';
import {shellExports, type Inputs} from '../src/plan';
import {renderEnvDiff, renderExplanation, renderRemarks, renderVariablesTable} from '../src/report';
import {compareModes, explain, exportsOf, remarksOf, removalsOf, showVariables} from '../src/shown';
import {inputsFor} from './plan/inputs';
import {plainSettings} from './project/settings';

const plain = (_style: string, text: string) => text;
const example = join(__dirname, '../examples/example.com');

const line = (name: string, value: string | null, at: number, earlier: readonly number[] = []) => ({
  name,
  value,
  where: {file: '.envrc', line: at},
  overrides: earlier.map(before => ({file: '.envrc', line: before})),
});

const settings: Settings = {
  ...plainSettings,
  files: ['devenv.yaml'],
  env: {DEBUG: 'True'},
  services: {worker: {env: {LOG_LEVEL: 'debug'}}},
  places: {'env.DEBUG': {file: 'devenv.yaml', line: 3}, 'services.worker.env.LOG_LEVEL': {file: 'devenv.yaml', line: 7}},
};

async function inputs(changes: Partial<Inputs> = {}): Promise<Inputs> {
  const read = await inputsFor('examples/example.com', {settings});
  const variables = [
    line('SECRET_KEY', 'a-secret-of-fifty-characters', 3, [1]),
    line('DATABASE_URL', 'postgres://ada:s3cret@localhost:5432/site', 4),
    line('DEBUG', 'maybe', 5),
    line('GREETING', ' two\nlines', 6),
    line('CSRF_TRUSTED_ORIGINS', null, 8),
  ];
  const hostOnly = [{name: 'PATH', where: {file: '.envrc', line: 9}}];
  const env = {...read.env, file: '.envrc', trust: 'allowed' as const, variables, hostOnly, warnings: ['.envrc:7: a warning']};
  return {...read, project: {...read.project, root: example}, env, ...changes};
}

describe('env', () => {
  test('tells each value once with who gets it, its place, and what it replaced', async () => {
    expect(renderVariablesTable(showVariables(await inputs(), false), ['web', 'worker', 'beat'], plain)).toBe(
      `NAME                    VALUE                            FOR     FROM
ALLOWED_HOSTS           localhost,127.0.0.1,[::1]        all     devenv
DATABASE_URL            postgres://ada:•••@db:5432/site  all     .envrc:4       localhost is a service here
DEBUG                   True                             all     devenv.yaml:3  over .envrc:5
DJANGO_SETTINGS_MODULE  example.settings                 all     devenv
GREETING                " two\\nlines"                    all     .envrc:6
LOG_LEVEL               debug                            worker  devenv.yaml:7
REDIS_URL               redis://redis:6379/0             all     devenv
SECRET_KEY              ••• (28 chars, sha256:1103)      all     .envrc:3       over .envrc:1`,
    );
  });

  test('tells what reaches nothing', async () => {
    expect(renderRemarks(remarksOf(await inputs()), plain)).toEqual([
      '! .envrc:7: a warning',
      'Read by nothing: GREETING .envrc:6, LOG_LEVEL devenv.yaml:7',
      'Taken away: CSRF_TRUSTED_ORIGINS .envrc:8',
      'Only for this machine, in no container: PATH .envrc:9',
    ]);
  });

  test('shows no secret, and with reveal every value', async () => {
    const read = await inputs();
    const told = JSON.stringify([showVariables(read, false), explain(read, 'SECRET_KEY', false), explain(read, 'DATABASE_URL', false)]);
    expect(told).not.toMatch(/s3cret|a-secret/);
    expect(JSON.stringify(showVariables(read, true))).toMatch(/a-secret.*|s3cret/);
  });
});

describe('env --explain', () => {
  test.each([
    [
      'DEBUG',
      `DEBUG = True
  set       devenv.yaml:3, for web, worker, beat
  over      .envrc:5: maybe
            devenv: True
  read      example-django/example/settings.py:16 into DEBUG, as true or false, default "False"`,
    ],
    [
      'DATABASE_URL',
      `DATABASE_URL = postgres://ada:•••@db:5432/site
  set       .envrc:4, for web, worker, beat
  written   postgres://ada:•••@localhost:5432/site; in a container localhost is the service
  over      devenv: postgres://ada:•••@db:5432/site
  read      example-django/example/settings.py:64 into DATABASES.default, as a URL, required`,
    ],
    [
      'CSRF_TRUSTED_ORIGINS',
      `CSRF_TRUSTED_ORIGINS is taken away
  unset     .envrc:8, for web, worker, beat
  read      example-django/example/settings.py:18 into CSRF_TRUSTED_ORIGINS, as a list, default ""`,
    ],
    ['PATH', 'PATH reaches no container\n  kept out  .envrc:9 sets it, and it is about this machine\n  read      by nothing in the code'],
    [
      'DJANGO_SETTINGS_MODULE',
      `DJANGO_SETTINGS_MODULE = example.settings
  set       devenv, for web, worker, beat
  read      example-django/example/asgi.py:5, outside of the settings
            example-django/example/celery.py:5, outside of the settings
            example-django/example/wsgi.py:5, outside of the settings
            example-django/manage.py:9, outside of the settings`,
    ],
  ])('%s', async (name, text) => {
    const explanation = explain(await inputs(), name, false);
    expect(explanation && renderExplanation(explanation, plain)).toBe(text);
  });

  test('of a name that nobody sets or reads is nothing', async () => {
    expect(explain(await inputs(), 'NOBODY', false)).toBeNull();
  });
});

test('env --diff compares the names, and shows no value', async () => {
  const development = await inputs();
  const variables = [line('SECRET_KEY', 'a-secret-of-fifty-characters', 2), line('SENTRY_DSN', 'https://k@s/1', 3)];
  const production: Inputs = {...development, settings: plainSettings, mode: 'production', env: {...development.env, variables}};
  expect(renderEnvDiff(compareModes(development, production), plain)).toBe(
    `   NAME                    DEVELOPMENT    PRODUCTION
-  ALLOWED_HOSTS           devenv         -
≠  DATABASE_URL            .envrc:4       devenv
-  DEBUG                   devenv.yaml:3  -
=  DJANGO_SETTINGS_MODULE  devenv         devenv
-  GREETING                .envrc:6       -
-  LOG_LEVEL               devenv.yaml:7  -
=  REDIS_URL               devenv         devenv
=  SECRET_KEY              .envrc:3       .envrc:2    the same secret in both
+  SENTRY_DSN              -              .envrc:3`,
  );
});

describe('env --export', () => {
  test('gives what a shell on this machine needs: localhost stays', async () => {
    expect(exportsOf(await inputs())).toMatchObject({DATABASE_URL: 'postgres://ada:s3cret@localhost:5432/site', DEBUG: 'True'});
  });

  test('names what the file takes away', async () => {
    expect(removalsOf(await inputs())).toEqual(['CSRF_TRUSTED_ORIGINS']);
  });

  test.each(['dash', 'bash'])('is read back by %s exactly', shell => {
    const odd = fc.string({unit: fc.constantFrom(...Array.from('ab \n\t\r\'"\\$`{}()#~*?&;|<>!=%é\u{1F600}')), maxLength: 20});
    const values = fc.sample(odd, {numRuns: 200, seed: 1});
    const variables = Object.fromEntries(values.map((value, index) => [`V${String(index)}`, value]));
    const script = `${shellExports(variables)}exec env -0`;
    const told = execFileSync(shell, ['-c', script], {
      encoding: 'utf8',
      env: {PATH: process.env['PATH']},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const read = Object.fromEntries(told.split('\0').map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
    expect(read).toMatchObject(variables);
  });
});
