import {expect, test} from '@jest/globals';
import {parseDotenv} from '../../src/env/dotenv';

const valuesOf = (text: string, environment: Readonly<Record<string, string>>) =>
  Object.fromEntries(parseDotenv(text, name => environment[name]).entries.map(({name, value}) => [name, value]));

/** As direnv 2.32.1 does. */
test.each([
  ['A=${NOPE:-d}', {}, 'd'],
  ['A=${NOPE:-d}', {NOPE: ''}, 'd'],
  ['A=${NOPE:-d}', {NOPE: 'x'}, 'x'],
  ['NOPE=\nA=${NOPE:-d}', {}, ''],
  ['NOPE=1\nNOPE=\nA="${NOPE:-d}"', {NOPE: 'x'}, ''],
  ['NOPE=1\nA=$NOPE', {NOPE: 'x'}, '1'],
])('%j gives with %j for A %j', (text, environment, value) => {
  expect(valuesOf(text, environment)['A']).toBe(value);
});
