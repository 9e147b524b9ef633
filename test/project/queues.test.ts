import {describe, expect, it} from '@jest/globals';
import {readFacts, type Facts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {manage, type Files} from './plain';
import {plainSettings} from './settings';

function read(files: Files, requirements = 'celery==5.4.0'): Facts {
  const plain = {
    'manage.py': manage,
    'site/__init__.py': '',
    'site/settings.py': 'ROOT_URLCONF = "site.urls"\n',
    'requirements.txt': requirements,
  };
  return readFacts(memoryTree({...plain, ...files}), plainSettings);
}

const app = 'from celery import Celery\napp = Celery("x")\n';
const inSite = {'site/celery.py': app};

describe('the celery application', () => {
  it.each<[string, Files, string]>([
    ['the settings package', inSite, 'site'],
    ['another package', {'jobs/queue.py': app}, 'jobs.queue'],
    ['the settings package before others', {'a/celery.py': app, ...inSite}, 'site'],
    [
      'a Procfile before all',
      {...inSite, 'jobs/celery_app.py': app, 'Procfile': 'worker: celery -A jobs.celery_app worker\n'},
      'jobs.celery_app',
    ],
    [
      'a compose file',
      {'jobs/celery_app.py': app, ...inSite, 'docker-compose.yml': '  command: ["celery", "--app=jobs.celery_app", "worker"]'},
      'jobs.celery_app',
    ],
    [
      'not a command in a comment or of another project',
      {...inSite, Procfile: '# celery -A jobs worker\nworker: celery -A elsewhere worker'},
      'site',
    ],
    [
      'a compose file before the examples of a guide',
      {
        ...inSite,
        'jobs/celery_app.py': app,
        'documentation/examples/compose.yaml': '  command: celery -A jobs.celery_app worker',
        'ops/docker/compose/compose.yaml': '  command: celery -A site worker',
      },
      'site',
    ],
    [
      'not what asks for the health of a container',
      {
        ...inSite,
        'jobs/celery_app.py': app,
        'Dockerfile': 'HEALTHCHECK --timeout=9s \\\n  CMD celery -A jobs.celery_app status\nCMD celery -A site beat\n',
      },
      'site',
    ],
    ['not a celery.py that holds only settings', {'site/celery.py': 'BROKER_URL = "redis://x"', 'jobs/main.py': app}, 'jobs.main'],
  ])('is found in %s', (_what, files, expected) => {
    expect(read(files).celery?.app).toBe(expected);
  });

  it('is not there without the package', () => {
    expect(read(inSite, 'Django').celery).toBeNull();
  });

  it.each(['django-celery-beat', 'monitor[celery]==2'])('is there where %s brings the package', requirement => {
    expect(read(inSite, requirement).celery?.app).toBe('site');
  });

  it('is found beside a manage.py that lies among the tests, but not in tests', () => {
    const files = {'tests/manage.py': manage, 'tests/site/settings.py': 'ROOT_URLCONF = "x"', 'manage.py': ''};
    expect(read({...files, 'tests/site/celery.py': app, 'site/settings.py': ''}).celery?.app).toBe('site');
    expect(read({...files, 'tests/site/tests/celery.py': app, 'site/settings.py': ''}).celery).toBeNull();
  });
});

describe('celery beat', () => {
  it.each<[string, Files, boolean]>([
    ['is not there without a schedule', {}, false],
    ['is there where a command starts it', {Procfile: 'w: celery -A site worker\nb: celery -A site beat\n'}, true],
    ['is there where a worker holds it', {Procfile: 'w: celery -A site worker -B -l info\n'}, true],
    ['is there with a schedule in the settings', {'site/settings.py': 'CELERY_BEAT_SCHEDULE = {}'}, true],
    [
      'is there with a schedule in a task module',
      {'shop/tasks.py': '@app.on_after_configure.connect\ndef f(sender, **kw):\n    sender.add_periodic_task(1, x)\n'},
      true,
    ],
  ])('%s', (_what, files, expected) => {
    expect(read({...inSite, ...files}).celery?.beat).toBe(expected);
  });

  it('has the scheduler of the command, which its worker has not', () => {
    const line = 'w: celery -A site worker -B --scheduler django_celery_beat.schedulers:DatabaseScheduler -Q a\n';
    expect(read({...inSite, Procfile: line}).celery).toMatchObject({
      beatArgs: ['--scheduler=django_celery_beat.schedulers:DatabaseScheduler'],
      workers: [{args: ['-Q', 'a']}],
    });
  });
});

describe('other workers', () => {
  it.each<[string, Files, readonly {name: string; command: readonly string[]}[]]>([
    ['none', {Procfile: 'web: python manage.py runserver\nrelease: python manage.py migrate\n'}, []],
    [
      'of a Procfile',
      {Procfile: 'mailer: python manage.py send_mail --loop\n'},
      [{name: 'worker-mailer', command: ['python', 'manage.py', 'send_mail', '--loop']}],
    ],
    [
      'of a compose file',
      {'compose.yml': 'services:\n  q:\n    command: python manage.py qcluster\n'},
      [{name: 'worker-q', command: ['python', 'manage.py', 'qcluster']}],
    ],
    [
      'of the units of systemd that run on',
      {
        'scripts/x-consumer.service':
          '[Service]\nExecStartPre=/opt/env/bin/python manage.py warm_up\nExecStart=-/opt/env/bin/python /opt/x/manage.py document_consumer --name of-%i\nExecStop=/opt/env/bin/python manage.py leave\n',
        'scripts/x-rq.service': '[Service]\nExecStart=/opt/env/bin/python manage.py rqworker high\n',
        'scripts/x-web.service': '[Service]\nExecStart=/opt/env/bin/python manage.py run_gunicorn\n',
        'scripts/x-report.service': '[Service]\nType=oneshot\nExecStart=/opt/env/bin/python manage.py report\n',
        'scripts/x-housekeeping.service': '[Service]\nType=simple\nExecStart=/opt/env/bin/python manage.py housekeeping\n',
        'scripts/x-housekeeping.timer': '[Timer]\nOnCalendar=daily\n',
      },
      [
        {name: 'worker-document-consumer', command: ['python', 'manage.py', 'document_consumer']},
        {name: 'worker-rq', command: ['python', 'manage.py', 'rqworker', 'high']},
      ],
    ],
    [
      'not of what asks for the health of a process',
      {
        'compose.yml':
          'services:\n  a:\n    healthcheck:\n      interval: 5s\n      test: ["CMD", "python", "manage.py", "healthy"]\n    command: python manage.py qcluster\n  b:\n    healthcheck: # each\n      test: python manage.py healthy || exit 1\n  c:\n    healthcheck: {test: ["CMD-SHELL", "python manage.py healthy"]}\nx-healthcheck: &ask\n  test:\n    - CMD-SHELL\n    - python manage.py healthy\n',
      },
      [{name: 'worker-a', command: ['python', 'manage.py', 'qcluster']}],
    ],
    [
      'that uwsgi attaches',
      {'docker/uwsgi.ini': '[uwsgi]\nattach-daemon = ./manage.py sendalerts\nattach-daemon2 = cmd=./manage.py smtpd --port %(_)\n'},
      [
        {name: 'worker-sendalerts', command: ['python', 'manage.py', 'sendalerts']},
        {name: 'worker-smtpd', command: ['python', 'manage.py', 'smtpd']},
      ],
    ],
    [
      'of django-rq, for the queues of the settings',
      {'site/settings.py': 'INSTALLED_APPS = ["django_rq"]\nRQ_QUEUES = {"default": {}, "low": {}}'},
      [{name: 'worker-rq', command: ['python', 'manage.py', 'rqworker', 'default', 'low']}],
    ],
    [
      'of django-q, as the project starts it',
      {'site/settings.py': 'INSTALLED_APPS = ["django_q"]', 'Procfile': 'worker: python manage.py qcluster\n'},
      [{name: 'worker-qcluster', command: ['python', 'manage.py', 'qcluster']}],
    ],
  ])('%s', (_what, files, expected) => {
    expect(read(files, 'Django').workers).toEqual(expected);
  });
});
