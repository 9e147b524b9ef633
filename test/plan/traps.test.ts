import {expect, it} from '@jest/globals';
import {boundsFor} from '../../src/plan/traps';
import {inputsOf} from './given';

it.each([
  ['setuptools', true],
  ['setuptools>=60', true],
  ['setuptools==65.0.0', false],
  ['setuptools>=82', false],
  ['setuptools>=83.1,<90', false],
])('%s, and a resolution without pkg_resources is kept out: %s', async (line, kept) => {
  const {project} = await inputsOf('X = 1', `Django\n${line}`);
  expect(boundsFor(project).includes('setuptools<82')).toBe(kept);
});

it.each([
  ['3.6', true],
  ['3.9', false],
])('the pre-releases of black are taken on Python %s: %s', async (version, taken) => {
  const {project} = await inputsOf('X = 1', 'Django\nblack');
  expect(boundsFor({...project, python: {...project.python, version}}).includes('black>=0a0')).toBe(taken);
});
