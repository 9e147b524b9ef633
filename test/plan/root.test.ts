import {expect, it} from '@jest/globals';
import {parse} from 'yaml';
import {planUp} from '../../src/plan';
import {inputsFor} from './inputs';

it.each([
  [0, 'true'],
  [1000, undefined],
])('for user %s a worker that takes pickle starts: %s', async (uid, value) => {
  const {steps} = planUp(await inputsFor('test/fixtures/projects/celery-elsewhere', {user: {uid, gid: uid}}), {
    build: false,
    fixtures: true,
  });
  const files = steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
  const {services} = parse(files.find(({path}) => path === 'compose.yaml')?.content ?? '') as {
    services: Record<string, {environment: Record<string, string>}>;
  };
  expect(services['worker']?.environment['C_FORCE_ROOT']).toBe(value);
});
