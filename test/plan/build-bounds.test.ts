import {expect, it} from '@jest/globals';
import {buildBounds} from '../../src/plan/pythons';

it.each([
  ['3.7', '2021-07-05', true],
  ['3.7', '2023-07-05', false],
  ['3.7', null, false],
  ['3.6', null, true],
])('Python %s and a lock as of %s build by a setuptools with use_2to3: %s', (version, asOf, old) => {
  expect(buildBounds(version, asOf).includes('setuptools<58')).toBe(old);
});
