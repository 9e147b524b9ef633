import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {dialects} from '../../../src/env/dialects';

type Row = Readonly<Record<string, string>>;

/** Files of a few lines and what each reader made of K in them, with X=xval in its process; measured, values as Python writes them. */
const matrix = JSON.parse(readFileSync(join(__dirname, 'matrix.json'), 'utf8')) as Readonly<Record<string, Row>>;

const columns = {
  'python-dotenv': 'python-dotenv 1.2.4',
  'environs': 'python-dotenv 1.2.4',
  'django-environ': 'django-environ 0.12',
  'decouple': 'decouple 3.6',
  'compose': 'compose env_file 2.40',
} as const;

/** A value out of Python's way to write it; undefined for none, null where the reader gives the file up. */
function fromPython(written: string): string | null | undefined {
  if (written === '(absent)' || written === 'None') return undefined;
  if (written === 'ERR') return null;
  const escapes: Row = {n: '\n', r: '\r', t: '\t'};
  return written.slice(1, -1).replaceAll(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped);
}

describe.each(Object.entries(columns))('%s reads', (reader, column) => {
  test.each(Object.entries(matrix).map(([name, row]) => ({name, file: row['file'] ?? '', found: row[column] ?? ''})))(
    '$name',
    ({file, found}) => {
      const {entries, refused} = dialects[reader as keyof typeof columns](file, name => (name === 'X' ? 'xval' : null));
      const value = refused === null ? entries.find(({name}) => name === 'K')?.value : null;
      // env() takes such a value for the name of another variable and raises: that is done when it is read, not by the reader of the file.
      if (found.includes('EXC ')) expect(value).toMatch(/^\$/);
      else expect(value).toBe(fromPython(found));
    },
  );
});

test('the matrix has all its rows', () => {
  expect(Object.keys(matrix)).toHaveLength(43);
});
