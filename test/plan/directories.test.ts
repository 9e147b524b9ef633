import {expect, it} from '@jest/globals';
import {planTest, planUp} from '../../src/plan';
import {inputsOf} from './given';

const settings = 'HUEY = {"filename": "data/tasks.sqlite3"}\nMEDIA_ROOT = "media"\n';
const options = {build: false, fixtures: true};

it('a directory that the settings have files opened in is made in the work tree, once and in development alone', async () => {
  const inputs = await inputsOf(settings, 'Django==5.2');
  const makes = (changes: object) => planUp({...inputs, ...changes}, options).steps.filter(step => step.do === 'make-directories');
  expect(makes({absentDirectories: ['data']})).toEqual([expect.objectContaining({directories: ['data']})]);
  expect(makes({absentDirectories: []})).toEqual([]);
});

it('in the image it belongs to the user that runs there', async () => {
  const {steps} = planTest(await inputsOf(settings, 'Django==5.2'), ['pytest']);
  const files = steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
  expect(files.find(({path}) => path === 'Dockerfile')?.content).toContain(
    '&& install --directory --owner=10001 --group=10001 /app/media /app/data\n',
  );
});
