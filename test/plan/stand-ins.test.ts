import {expect, it} from '@jest/globals';
import {planTest, planUp} from '../../src/plan';
import {inputsOf} from './given';

it('a sample of the settings is copied before anything is built, for development and tests, and never for what ships', async () => {
  const inputs = await inputsOf('X = 1', 'Django==5.2');
  const standIns = [{file: 'site/local.py', sample: 'site/local.py.dist', added: 'X = 1\n', where: {file: 'README.md', line: 4}}];
  const given = {...inputs, project: {...inputs.project, standIns}};
  const copy = {
    do: 'copy-file',
    from: 'site/local.py.dist',
    to: 'site/local.py',
    added: 'X = 1\n',
    because: expect.stringContaining('README.md:4'),
  };
  const options = {build: false, fixtures: true};
  expect(planUp(given, options).steps).toContainEqual(copy);
  expect(planUp(inputs, options).steps).not.toContainEqual(expect.objectContaining({do: 'copy-file'}));
  expect(planUp({...given, mode: 'production'}, options).steps).not.toContainEqual(expect.objectContaining({do: 'copy-file'}));
  const {steps} = planTest(given, ['pytest']);
  const at = (kind: string) => steps.findIndex(step => step.do === kind);
  expect(at('copy-file')).toBeLessThan(at('build-image'));
});
