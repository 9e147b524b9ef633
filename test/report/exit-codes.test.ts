import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {expect, test} from '@jest/globals';
import {exitCodes} from '../../src/model/errors';

test('docs/exit-codes.md explains every exit code, and no other', () => {
  const text = readFileSync(resolve(__dirname, '../../docs/exit-codes.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (\d+) \| `([\w-]+)` \| (`.+`) \| (.+) \|$/gm)];
  expect(rows.map(([, exit, code]) => [code, Number(exit)])).toEqual(Object.entries(exitCodes));
});
