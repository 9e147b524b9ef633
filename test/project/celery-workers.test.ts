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

describe('the workers of celery', () => {
  const workers = (files: Files) => read({...inSite, ...files}).celery?.workers;

  it.each<[string, Files, readonly {name: string; args: readonly string[]}[]]>([
    ['one where no file starts any', {}, [{name: 'worker', args: []}]],
    [
      'its queues and pool, without where it logs',
      {Procfile: 'worker: exec celery -A site worker -l INFO -Q a,b --pool=gevent -c 4 > /dev/null\n'},
      [{name: 'worker', args: ['-Q', 'a,b', '--pool=gevent', '-c', '4']}],
    ],
    [
      'several',
      {Procfile: 'worker: celery -A site worker\nmail_worker: celery -A site worker -Q mail\n'},
      [
        {name: 'worker', args: []},
        {name: 'worker-mail', args: ['-Q', 'mail']},
      ],
    ],
    [
      'those of one application, however it is named',
      {Procfile: 'worker: celery -A site worker\na: celery -A site.celery worker -Q a\nb: celery --app=site.celery:app worker -Q b\n'},
      [
        {name: 'worker', args: []},
        {name: 'worker-a', args: ['-Q', 'a']},
        {name: 'worker-b', args: ['-Q', 'b']},
      ],
    ],
    [
      'over several lines',
      {'compose.yaml': 'services:\n  celery:\n    command: >\n      celery -A site\n      worker -Q slow\n    image: x\n'},
      [{name: 'worker', args: ['-Q', 'slow']}],
    ],
    [
      'as a list',
      {
        'compose.yaml':
          'services:\n  celery:\n    command:\n      - celery\n      - -A\n      - site\n      - worker\n      - -Q\n      - slow\n    image: x\n',
      },
      [{name: 'worker', args: ['-Q', 'slow']}],
    ],
    [
      'as a list in a line, with the commas of its words',
      {'compose.yaml': 'services:\n  celery:\n    command: ["celery", "-A", "site", "worker", "-Q", "a,b"] # all\n'},
      [{name: 'worker', args: ['-Q', 'a,b']}],
    ],
    [
      'as a list without quotes',
      {'compose.yaml': "services:\n  celery:\n    command: [celery, -A, site, worker, -Q, 'a,b', -c, 2]\n"},
      [{name: 'worker', args: ['-Q', 'a,b', '-c', '2']}],
    ],
    [
      'as a list in brackets, over lines',
      {
        'compose.yaml':
          'services:\n  celery:\n    command: [\n      "celery", "-A", "site",\n      "worker", "-Qa,b",\n    ]\n    image: x\n',
      },
      [{name: 'worker', args: ['-Q', 'a,b']}],
    ],
    [
      'as the list of a Dockerfile, over lines',
      {Dockerfile: 'FROM python\nCMD ["celery","-A","site", \\\n  "worker","-Q","a,b"]\n'},
      [{name: 'worker', args: ['-Q', 'a,b']}],
    ],
    [
      'in a list that starts a shell',
      {Dockerfile: 'CMD ["sh", "-c", "python manage.py migrate && exec celery -A site worker -Q a,b"]\n'},
      [{name: 'worker', args: ['-Q', 'a,b']}],
    ],
    [
      'after a test of a shell',
      {'start.sh': '[ -n "$X" ] && exec celery -A site worker -Q a,b\n'},
      [{name: 'worker', args: ['-Q', 'a,b']}],
    ],
    [
      'in a shell of a shell',
      {'compose.yaml': "services:\n  celery:\n    command: sh -c 'python manage.py migrate && celery -A site worker -Qslow'\n"},
      [{name: 'worker', args: ['-Q', 'slow']}],
    ],
    [
      'a continued line of a script',
      {'bin/start-worker.sh': 'set -e\nexec celery -A site \\\n  worker \\\n  -Q slow\n'},
      [{name: 'worker', args: ['-Q', 'slow']}],
    ],
    [
      'each of the scripts beside each other that have queues of their own',
      {
        'bin/entrypoint_celery_a.sh': 'exec celery -A site worker \\\n  --queues=a,b\n',
        'bin/entrypoint_celery_mail_worker.sh': 'exec celery -A site worker -Q mail\n',
        'bin/entrypoint_celery_same.sh': 'exec celery -A site worker -Q b\n',
        'ops/start.sh': 'exec celery -A site worker -Q elsewhere\n',
      },
      [
        {name: 'worker', args: ['--queues=a,b']},
        {name: 'worker-mail', args: ['-Q', 'mail']},
      ],
    ],
    [
      'once, although two files start it',
      {'Procfile': 'w: celery -A site worker\n', 'compose.yaml': '  c:\n    command: celery -A site worker -Q x\n'},
      [{name: 'worker', args: []}],
    ],
    [
      'one for each service that runs a script, with the queues that it gives it',
      {
        'docker/site/celery/worker/run.sh': 'set -e\nexec celery -A site worker -c "${N:-3}" -Q "$QUEUES"\n',
        'compose.yaml':
          'services:\n  quick-worker: &worker\n    environment: {QUEUES: "a,b"}\n    command: docker/site/celery/worker/run.sh\n  slow-worker:\n    <<: *worker\n    environment: ["QUEUES=slow", "N=1"]\n',
      },
      [
        {name: 'worker', args: ['-c', '3', '-Q', 'a,b']},
        {name: 'worker-slow', args: ['-c', '1', '-Q', 'slow']},
      ],
    ],
    [
      'with the default of a variable, and without one that has none',
      {Procfile: 'w: celery -A site worker -c ${N:-3} -Q $QUEUES\n'},
      [{name: 'worker', args: ['-c', '3']}],
    ],
  ])('are %s', (_what, files, expected) => {
    expect(workers(files)).toEqual(expected);
  });
});
