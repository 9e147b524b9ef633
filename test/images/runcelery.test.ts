import {expect, test} from '@jest/globals';
import {run} from '../e2e/support/devenv';
import {builtExample, over} from './built';

const {site, image} = builtExample();

/** A scheduler that ticks by itself, as that of celery-redbeat does. */
const scheduler = `
from celery import Celery
from celery.beat import Scheduler

app = Celery("own", broker="memory://")


class Own(Scheduler):
    def tick(self):
        return 300.0
`;

test('beat gives its sign of life whatever schedules', async () => {
  site().write('own.py', scheduler);
  const beat =
    'env -u DJANGO_SETTINGS_MODULE timeout 30 python /opt/devenv/runcelery.py -A own beat --scheduler=own:Own --pidfile= --schedule=/tmp/schedule';
  const look = 'for second in $(seq 25); do [ -e /tmp/devenv-alive ] && echo alive && exit; sleep 1; done';
  const options = [...over('runcelery.py', site(), 'own.py'), '--env', 'PYTHONPATH=/own'];
  const {stdout, stderr} = await run('docker', ['run', ...options, image(), 'sh', '-c', `${beat} >&2 & ${look}`], '/');
  expect({stdout, stderr}).toEqual({stdout: 'alive\n', stderr: expect.stringContaining('own.Own')});
});
