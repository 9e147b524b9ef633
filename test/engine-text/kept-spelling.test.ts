import {expect, test} from '@jest/globals';
import {keepSpelling} from '../../src/engine/kept-spelling';

const entry = (name: string, version: string, versions: string) =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\ndescription = "a $& b"\noptional = false\npython-versions = "${versions}"\nfiles = []\n\n`;
const lock = (...entries: readonly string[]) => `# generated\n\n${entries.join('')}[metadata]\npython-versions = "^3.12"\n`;

test('bounds that say the same stay as they were spelled', () => {
  const before = lock(entry('six', '1.17.0', '!=3.0.*,!=3.1.*,>=2.7'), entry('tzdata', '1', '<4.0,>=3.8'));
  const after = lock(entry('new', '1', '>=3, <4'), entry('six', '1.17.0', '>=2.7, !=3.0.*, !=3.1.*'), entry('tzdata', '1', '>=3.8,<4.0'));
  expect(keepSpelling(before, after)).toBe(
    lock(entry('new', '1', '>=3, <4'), entry('six', '1.17.0', '!=3.0.*,!=3.1.*,>=2.7'), entry('tzdata', '1', '<4.0,>=3.8')),
  );
});

test.each([
  ['another version of the package', entry('six', '1.16.0', '!=3.0.*,>=2.7'), entry('six', '1.17.0', '>=2.7,!=3.0.*')],
  ['other bounds', entry('six', '1.17.0', '!=3.0.*,>=2.7'), entry('six', '1.17.0', '>=2.8,!=3.0.*')],
  ['another package of that version', entry('seven', '1.17.0', '<4,>=3'), entry('six', '1.17.0', '>=3,<4')],
])('%s has its own', (_what, before, after) => {
  expect(keepSpelling(lock(before), lock(after))).toBe(lock(after));
});
