import {expect, it} from '@jest/globals';
import {rowOf} from '../../src/plan/pythons';

it.each(['3.6', '3.7', '3.8', '3.9'])('Python %s has a uv that takes sources in .tar.bz2, as those of old Twisted', version => {
  expect(rowOf(version).uv).toMatch(/uv==0\.11\.\d+$/);
});

it.each(['3.10', '3.14'])('Python %s has the current uv', version => {
  expect(rowOf(version).uv).toBe('uv==0.13.9');
});
