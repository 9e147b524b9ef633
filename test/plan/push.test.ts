import {expect, test} from '@jest/globals';
import type {TestRecord} from '../../src/model/tests';
import {planPush, type Shipped} from '../../src/plan';
import {inputsFor} from './inputs';

const record: TestRecord = {
  schema: 1,
  fingerprint: 'a',
  image: 'site:app-1',
  git: null,
  devenv: '1.0.0',
  nginx: 'n',
  result: 'passed',
  full: true,
  command: ['python', 'manage.py', 'test'],
  counts: {passed: 3, failed: 0, errors: 0, skipped: 0},
  finished: '2026-01-01 10:00',
};
const shipped: Shipped = {images: {app: 'site:app-1', nginx: 'site:nginx-1'}, fingerprints: {app: 'a', nginx: 'n'}, record};

test.each(['feature/x', '-x', 'a b', '1.0@latest', ''])('refuses the tag %j and proposes one', async tag => {
  const inputs = await inputsFor('examples/example.com');
  expect(() => planPush(inputs, shipped, [tag])).toThrow(`${tag} is neither a tag nor a whole reference`);
});

test('sends app and nginx under a whole reference', async () => {
  const {steps} = planPush(await inputsFor('examples/example.com'), shipped, ['registry.example.com:5000/team/site:feature-x']);
  expect(steps.map(step => (step.do === 'push-image' ? step.reference : ''))).toEqual([
    'registry.example.com:5000/team/site:feature-x',
    'registry.example.com:5000/team/site-nginx:feature-x',
  ]);
});

test('refuses an image without its front end', async () => {
  const inputs = await inputsFor('test/fixtures/projects/front-end');
  const image = {id: 'sha256:1', tags: ['site:app-1'], created: 1, labels: {'devenv.lacks': 'front-end'}};
  const push = () => planPush({...inputs, observed: {...inputs.observed, images: [image]}}, shipped, ['registry.example.com/team/site:1']);
  expect(push).toThrow(expect.objectContaining({code: 'push-refused', where: {file: 'frontend/package.json', line: 1}}));
});
