import {expect, it, test} from '@jest/globals';
import fc from 'fast-check';
import {allows} from '../../../src/project/drift/versions';

it.each<[string, string, boolean | null]>([
  ['==4.2', '4.2.0', true],
  ['==4.2', '4.2.1', false],
  ['==4.2.*', '4.2.11', true],
  ['==4.2.*', '4.20', false],
  ['!=4.2.*', '4.3', true],
  ['>=4.2,<5', '4.2.16', true],
  ['>=4.2,<5', '5.0', false],
  ['<5', '5.0rc1', false],
  ['<5.0rc2', '5.0rc1', true],
  ['<5.0.1', '5.0.1rc1', false],
  ['<5', '4.2.post1', true],
  ['>5', '5.0.post1', false],
  ['>5', '5.0.1', true],
  ['>=4.2', '4.2rc1', false],
  ['>=4.2', '4.2.post1', true],
  ['>4.2.dev1', '4.2a1', true],
  ['~=1.4.2', '1.4.9', true],
  ['~=1.4.2', '1.5', false],
  ['~=1.4', '1.9', true],
  ['==1.0', '1.0+cpu', true],
  ['===1.0', '1.0', true],
  ['', '1', true],
  ['>=2004d', '2025.2', null],
  ['>=1.0', 'unknown', null],
])('%s and %s: %s', (specifier, version, result) => {
  expect(allows(specifier, version)).toBe(result);
});

test('a version is equal to itself, and above it there is a later one', () => {
  const version = fc.array(fc.nat({max: 99}), {minLength: 1, maxLength: 4}).map(parts => parts.join('.'));
  fc.assert(
    fc.property(version, fc.string(), (one, noise) => {
      expect(allows(`==${one},<${one}.1,>=${one}.dev1`, one)).toBe(true);
      expect(() => allows(noise, noise)).not.toThrow();
    }),
  );
});
