import {describe, expect, it} from '@jest/globals';
import {readFacts, type Facts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

type Files = Readonly<Record<string, string>>;

const naming = (module: string): string => `import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")\n`;
const application = (module: string): string => `${naming(module)}from celery import Celery\napp = Celery("x")\n`;
const full = 'import os\nROOT_URLCONF = "site.urls"\nINSTALLED_APPS = ["site"]\n';
const broker = 'CELERY_BROKER_URL = os.environ["QUEUE"]\n';

function read(files: Files, manage = 'site.settings', requirements = 'celery==5.4.0'): Facts {
  const plain = {'manage.py': naming(manage), 'site/__init__.py': '', 'site/settings.py': full, 'requirements.txt': requirements};
  return readFacts(memoryTree({...plain, ...files}), plainSettings);
}

describe('the settings of celery', () => {
  it.each<[string, Files, string]>([
    [
      'take all from the project',
      {'jobs/celery.py': application('conf.queue'), 'conf/queue.py': 'from site.settings import *\n'},
      'conf.queue',
    ],
    ['lie with the application', {'jobs/celery.py': application('jobs.settings'), 'jobs/settings.py': full}, 'jobs.settings'],
    [
      'say by their name whose they are',
      {'site/celery.py': application('site.celery_settings'), 'site/celery_settings.py': full},
      'site.celery_settings',
    ],
    [
      'are assigned, beside an application that its package only brings',
      {
        'jobs/__init__.py': 'from .app import app\n',
        'jobs/app.py': application('jobs.settings').replace(
          '.setdefault("DJANGO_SETTINGS_MODULE", "jobs.settings")',
          '["DJANGO_SETTINGS_MODULE"] = "jobs.settings"',
        ),
        'jobs/settings.py': full,
        'Procfile': 'worker: celery -A jobs worker\n',
      },
      'jobs.settings',
    ],
  ])('are its own where they %s', (_what, files, expected) => {
    const {celery, django, proofs} = read(files);
    expect(celery?.settings).toBe(expected);
    expect(django.settings).toBe('site.settings');
    expect(proofs['celery.settings']?.[0]).toMatchObject({line: 2});
  });

  const split = {
    'conf/__init__.py': '',
    'conf/settings/__init__.py': '',
    'conf/settings/base.py': full,
    'conf/settings/local.py': 'from .base import *\n',
    'conf/settings/production.py': 'from .base import *\n',
    'conf/settings/staging.py': 'from .local import *\n',
  };

  it.each<[string, Files, string]>([
    ['that name is the one of manage.py', {'site/celery.py': application('site.settings')}, 'site.settings'],
    ['it is not there', {'site/celery.py': application('proj.settings')}, 'site.settings'],
    ['it is empty', {'jobs/celery.py': application('jobs.settings'), 'jobs/settings.py': ''}, 'site.settings'],
    ['it is that of production', {...split, 'site/celery.py': application('conf.settings.production')}, 'conf.settings.local'],
    ['it is of another environment', {...split, 'conf/celery_app.py': application('conf.settings.staging')}, 'conf.settings.local'],
    [
      'it is the package of them all',
      {...split, 'conf/settings/__init__.py': 'from .base import *\n', 'conf/celery.py': application('conf.settings')},
      'conf.settings.local',
    ],
    [
      'it takes all from them for another environment',
      {'site/celery.py': application('local_settings'), 'local_settings.py': 'from site.settings import *\n'},
      'site.settings',
    ],
    [
      'it is a set of its own of somebody else',
      {'site/celery.py': application('other.settings'), 'other/settings.py': full},
      'site.settings',
    ],
  ])("are the project's where %s", (_what, files, manage) => {
    const {celery, proofs} = read(files, manage);
    expect(celery).toMatchObject({beat: false});
    expect(celery).not.toHaveProperty('settings');
    expect(proofs).not.toHaveProperty(['celery.settings']);
  });
});

describe('what the settings of celery alone say', () => {
  const own = (text: string, requirements?: string): Facts =>
    read(
      {'jobs/celery.py': application('jobs.settings'), 'jobs/settings.py': `import os\nfrom site.settings import *\n${text}`},
      undefined,
      requirements,
    );

  it('are variables of the project, after its own and with what they end up in', () => {
    const {variables} = read({
      'site/settings.py': `${full}KEY = os.environ["SECRET"]\nqueue = os.getenv("QUEUE", "")\n`,
      'jobs/celery.py': application('jobs.settings'),
      'jobs/settings.py': `from site.settings import *\nimport os\n${broker}CELERY_TIMEZONE = os.getenv("ZONE", "UTC")\n`,
    });
    expect(variables).toMatchObject([
      {name: 'SECRET', required: true, feeds: 'KEY', where: {file: 'site/settings.py'}},
      {
        name: 'QUEUE',
        required: true,
        feeds: 'CELERY_BROKER_URL',
        where: {file: 'site/settings.py', line: 5},
        also: [{file: 'jobs/settings.py', line: 3}],
      },
      {name: 'ZONE', required: false, default: 'UTC', feeds: 'CELERY_TIMEZONE', where: {file: 'jobs/settings.py', line: 4}},
    ]);
  });

  it('are the stores, and the ports of this machine that they name', () => {
    const {redis, loopback} = own('CELERY_RESULT_BACKEND = "redis://localhost:6380/0"\n');
    expect({redis, loopback}).toMatchObject({redis: true, loopback: [{store: 'redis', port: 6380}]});
    expect(own('CELERY_BROKER_URL = "amqp://me:pw@mq/jobs"\n').rabbitmq).toEqual({user: 'me', password: 'pw', vhost: 'jobs'});
    expect(own('CELERY_BROKER_URL = "amqp://me:5%25%@mq/%2Fjobs"\n').rabbitmq).toEqual({user: 'me', password: '5%%', vhost: '/jobs'});
  });

  it('is the schedule of beat', () => {
    expect(own('CELERY_BEAT_SCHEDULE = {}\n').celery?.beat).toBe(true);
  });
});
