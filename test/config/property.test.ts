import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {defaults} from '../../src/config/defaults';
import {resolve} from '../../src/config/resolve';
import {DevenvError} from '../../src/model/errors';

function read(text: string) {
  try {
    return resolve([{file: 'devenv.yaml', bytes: Buffer.from(text)}]);
  } catch (error) {
    if (error instanceof DevenvError) return error;
    throw error;
  }
}

const key = fc.constantFrom(
  'name',
  'python',
  'django',
  'settings',
  'port',
  'env',
  'services',
  'web',
  'images',
  'source',
  'x-own',
  'prot',
  '<<',
  '? a',
  '"\\u0000"',
  '__proto__',
  '1',
);

const scalar = fc.constantFrom(
  '',
  '1',
  '8000',
  'null',
  'false',
  '~',
  'a',
  '"3.12"',
  "'it''s'",
  '|\n  text',
  '&a 1',
  '*a',
  '!t x',
  '[a, b]',
  '{a: 1}',
  '[',
  '}',
  '%',
  '@',
  '\t',
  '# c',
  '2001-01-01',
  '.inf',
  '0x1F',
);

const yaml = fc
  .array(fc.tuple(fc.nat(3), fc.constantFrom('', '- '), key, fc.constantFrom(': ', ':', ' : ', ':\n'), scalar), {maxLength: 8})
  .map(lines => lines.map(([depth, dash, name, colon, value]) => `${'  '.repeat(depth)}${dash}${name}${colon}${value}`).join('\n'));

test('any text gives complete settings, or problems that all have a line and a column', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({unit: 'binary'}), yaml), text => {
      const result = read(text);
      if (!(result instanceof DevenvError))
        return expect(
          Object.keys(result)
            .filter(key => key !== 'places')
            .sort(),
        ).toEqual([...Object.keys(defaults), 'files'].sort());
      expect(result.code).toBe('usage');
      for (const line of result.message.split('\n')) expect(line).toMatch(/^devenv\.yaml:[1-9]\d*:[1-9]\d*: .|^and \d+ more problems$/);
    }),
    {numRuns: 2000},
  );
});

test('a value that is read back is the one that was written', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), fc.integer({min: 1, max: 65_535}), (value, port) => {
      const text = `port: ${port}\nenv: {A: ${JSON.stringify(value)}}\n`;
      expect(read(text)).toMatchObject({port, env: {A: value}});
    }),
  );
});
