import {expect, it} from '@jest/globals';
import {variablesOf} from '../../src/plan';
import {inputsOf} from './given';

const broker = (text: string) => `CELERY_BROKER_URL = ${text}`;

it.each([
  broker('"redis://:%s@redis:6379/0" % os.environ["REDIS_PASSWORD"]'),
  broker('f"redis://:{os.getenv(\'REDIS_PASSWORD\')}@redis:6379/0"'),
  'CACHES = {"default": {"LOCATION": "redis://redis", "OPTIONS": {"PASSWORD": os.environ["REDIS_PASSWORD"]}}}',
  'CHANNEL_LAYERS = {"default": {"CONFIG": {"hosts": [{"host": "redis", "password": os.environ["REDIS_PASSWORD"]}]}}}',
])('a Redis that asks for no password is sent none: %s', async settings => {
  const inputs = await inputsOf(settings, 'celery\nredis');
  expect(variablesOf(inputs, 'web').find(({name}) => name === 'REDIS_PASSWORD')).toMatchObject({value: ''});
});
