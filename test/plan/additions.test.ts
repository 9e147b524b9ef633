import {expect, it} from '@jest/globals';
import {additionsFor} from '../../src/plan/additions';
import {inputsOf} from './given';

it.each<[string, string, string, readonly string[]]>([
  ['Python 3.9', '3.9', 'Django==2.2.28\ngunicorn==20.0.4', ['setuptools']],
  ['Python 3.9 with setuptools of its own', '3.9', 'Django==2.2.28\ngunicorn==20.0.4\nsetuptools==65.0.0', []],
  ['Python 3.12, whose official image carries none', '3.12', 'Django==5.2.7\ngunicorn==23.0.0', []],
])('%s is installed with what its official image carries', async (_what, version, requirements, names) => {
  const {project} = await inputsOf('X = 1', requirements, {'.python-version': version});
  expect(additionsFor(project).map(({requirement}) => requirement.split('==')[0])).toEqual(names);
});
