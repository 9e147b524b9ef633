import {expect, test} from '@jest/globals';
import {planBuild, planUp} from '../../src/plan';
import {inputsFor} from './inputs';

test('an engine on another machine builds, but up refuses before anything is built', async () => {
  const here = await inputsFor('examples/example.com', {mode: 'production'});
  const there = {...here, observed: {...here.observed, engine: {remote: true}}};
  expect(planBuild(there, false).steps.length).toBeGreaterThan(0);
  for (const mode of ['development', 'production'] as const) {
    expect(() => planUp({...there, mode}, {build: false, fixtures: true})).toThrow(
      'The Docker engine is on another machine, where this work tree cannot be mounted',
    );
  }
});
