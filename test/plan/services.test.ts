import {describe, expect, it} from '@jest/globals';
import {planUp, type Inputs} from '../../src/plan';
import {environmentOf} from '../../src/plan/compose';
import {inputsOf} from './given';

const postgres = 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"';
const broker = (text: string) => `CELERY_BROKER_URL = ${text}`;

describe('the services of an up', () => {
  const composeOf = (inputs: Inputs): string => {
    const [files] = planUp(inputs, {build: false, fixtures: true}).steps;
    return files?.do === 'write-files' ? (files.files.find(({path}) => path === 'compose.yaml')?.content ?? '') : '';
  };

  it('are the brokers, workers and own services that the project calls for, each with its command', async () => {
    const files = {
      'site/celery.py': 'from celery import Celery\napp = Celery("x")\n',
      'Procfile': 'w: celery -A site worker\nmail: celery -A site worker -Q mail\nalerts: python manage.py sendalerts\n',
    };
    const services = {
      search: {env: {}, provides: {}, compose: {image: 'search:1', healthcheck: {test: ['CMD', 'true']}, volumes: ['index:/data']}},
    };
    const text = composeOf(await inputsOf(broker('"amqp://me:pw@mq//"'), 'celery', files, {services}));
    expect(text).toMatch(/ {2}rabbitmq:\n[\s\S]*RABBITMQ_DEFAULT_USER: me/);
    expect(text).toMatch(/ {2}worker-mail:\n[\s\S]*- -Q\n\s+- mail/);
    expect(text).toMatch(/ {2}worker-alerts:\n[\s\S]*reload\.py[\s\S]*sendalerts/);
    expect(text).toMatch(/ {2}search:\n[\s\S]*image: search:1/);
    expect(text).toMatch(/search:\s+condition: service_healthy/);
    expect(text).toMatch(/^ {2}index:/m);
  });

  it('are the workers of devenv.yaml where it names some', async () => {
    const inputs = await inputsOf(
      'X = 1',
      'Django',
      {Procfile: 'q: python manage.py qcluster\n'},
      {workers: {mail: ['python', 'manage.py', 'mail']}},
    );
    expect(composeOf(inputs)).toContain('worker-mail:');
    expect(composeOf(inputs)).not.toContain('worker-q:');
  });

  it('run with the settings of celery where these are its own, and nothing else does', async () => {
    const files = {
      'jobs/celery.py': 'import os\nfrom celery import Celery\nos.environ["DJANGO_SETTINGS_MODULE"] = "jobs.settings"\napp = Celery("x")\n',
      'jobs/settings.py': 'from site.settings import *\nCELERY_BEAT_SCHEDULE = {}\n',
    };
    const inputs = await inputsOf('ROOT_URLCONF = "site.urls"', 'celery', files);
    const modules = (given: Inputs, ...names: readonly string[]): unknown =>
      names.map(name => environmentOf(given, name)['DJANGO_SETTINGS_MODULE']);
    for (const mode of ['development', 'production'] as const)
      expect(modules({...inputs, mode}, 'web', 'worker', 'beat')).toEqual(['site.settings', 'jobs.settings', 'jobs.settings']);
    const workers = {
      flower: ['celery', '-A', 'jobs', 'flower'],
      events: ['celery', '--app=jobs', 'events'],
      mail: ['python', 'manage.py', 'mail', 'jobs'],
    };
    const configured = {...inputs, settings: {...inputs.settings, workers}};
    expect(modules(configured, 'worker-flower', 'worker-events', 'worker-mail')).toEqual([
      'jobs.settings',
      'jobs.settings',
      'site.settings',
    ]);
  });

  it('answer to the names that the project calls its stores', async () => {
    const files = {'compose.yaml': 'services:\n  pgdb:\n    image: postgres:15\n'};
    const inputs = await inputsOf(`${postgres}, "HOST": "pgdb", "USER": "u", "NAME": "n", "PASSWORD": "p"}}`, 'psycopg', files);
    expect(composeOf(inputs)).toContain('aliases: [postgres, postgresql, database, pgdb]');
  });
});

describe('the database of an up', () => {
  it('gets its extensions as superuser, in the template of test databases too, and the commands after the migrations', async () => {
    const files = {'shop/migrations/0001_initial.py': 'operations = [CITextExtension()]'};
    const inputs = await inputsOf(
      `${postgres}}}\nCACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache"}}`,
      'psycopg',
      files,
    );
    const {steps} = planUp(inputs, {build: false, fixtures: true});
    const prepare = steps.find(step => step.do === 'prepare-database');
    expect(prepare?.sql.filter(sql => /citext|template1/.test(sql))).toHaveLength(3);
    expect(steps.find(step => step.do === 'run-command')?.command).toEqual(['python', 'manage.py', 'createcachetable']);
  });

  it('has the overlay of devenv.yaml in its containers', async () => {
    const inputs = await inputsOf('X = 1', 'Django', {}, {overlay: {'site/local.py': 'DEBUG = True\n'}});
    const [write] = planUp(inputs, {build: false, fixtures: true}).steps;
    const written = write?.do === 'write-files' ? write.files : [];
    expect(written).toContainEqual({path: 'files/site/local.py', content: 'DEBUG = True\n', mode: 0o644});
    expect(written.find(({path}) => path === 'compose.yaml')?.content).toContain('./files/site/local.py:/app/site/local.py:ro');
  });
});
