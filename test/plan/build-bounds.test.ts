import {expect, it} from '@jest/globals';
import {buildBounds} from '../../src/plan/pythons';

it.each([
  ['3.7', '2021-07-05', '3.2.4', true],
  ['3.7', '2023-07-05', '2.2.28', false],
  ['3.7', null, null, false],
  ['3.8', null, '2.2.14', true],
  ['3.8', null, '3.1', true],
  ['3.8', null, '3.2.25', false],
  ['3.12', null, '6.0', false],
  ['3.6', null, '3.2', true],
])('Python %s, a lock as of %s and Django %s build by a setuptools with use_2to3: %s', (version, asOf, django, old) => {
  expect(buildBounds(version, asOf, django).includes('setuptools<58')).toBe(old);
});
