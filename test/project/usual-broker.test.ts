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

describe('the broker that celery looks for by itself', () => {
  const app = 'from celery import Celery\napp = Celery("x")\napp.config_from_object("django.conf:settings", namespace="CELERY")\n';
  const secret = '\nif hasattr(settings, "CELERY_SECRET"):\n    app.conf.broker_url = settings.CELERY_SECRET\n';

  it.each<[string, Files]>([
    ['nothing names another', {}],
    ['the module of the application names a setting that is not there', {'site/celery.py': app + secret}],
  ])('is RabbitMQ on this machine, where %s', (_what, files) => {
    const {rabbitmq, loopback} = read({'site/celery.py': app, ...files});
    expect(rabbitmq).toEqual({user: 'guest', password: 'guest', vhost: '/'});
    expect(loopback).toEqual([{store: 'rabbitmq', port: 5672, where: {file: 'site/celery.py', line: 2}}]);
  });

  it.each<[string, string, Files]>([
    ['the application has one', 'celery', {'site/celery.py': app.replace('("x")', '("x", broker=url())')}],
    [
      'the application is given one',
      'celery',
      {'site/celery.py': app + secret, 'site/settings.py': 'ROOT_URLCONF = "x"\nCELERY_SECRET = url()'},
    ],
    ['the application has settings of its own', 'celery', {'site/celery.py': app.replace('django.conf:settings', 'site.celeryconfig')}],
    ['the settings have one, however', 'celery', {'site/settings.py': 'ROOT_URLCONF = "x"\nglobals()["CELERY_BROKER_URL"] = url()'}],
    ['a sample of the environment has one', 'celery', {'.env.example': 'CELERY_BROKER_URL=sqs://\n'}],
    ['a command has one', 'celery', {Procfile: 'worker: celery -A site -b $URL worker\n'}],
    ['a client of another is installed', 'celery\nredis', {}],
    ['celery brings a client of another', 'celery[sqs]', {}],
    ['nothing makes an application', 'celery', {'site/celery.py': ''}],
  ])('is not looked for where %s', (_what, requirements, files) => {
    const {rabbitmq, loopback} = read({'site/celery.py': app, ...files}, requirements);
    expect([rabbitmq, loopback]).toEqual([null, []]);
  });
});
