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

it.each([0, 33, 1000])('user %s has a name in the containers of development, beside those that every Debian has', async uid => {
  const {steps} = planUp(await inputsFor('test/fixtures/projects/celery-elsewhere', {user: {uid, gid: uid}}), {
    build: false,
    fixtures: true,
  });
  const files = steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
  const entries = ['passwd', 'group'].map(name => files.find(({path}) => path === name)?.content.split('\n') ?? []);
  for (const list of entries) {
    expect(list).toContainEqual(expect.stringMatching(/^www-data:x:33:/));
    expect(list.find(line => line.split(':')[2] === String(uid))).toMatch(uid === 0 ? /^root:/ : /^dev:/);
  }
});
