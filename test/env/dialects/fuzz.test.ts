import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {dialects} from '../../../src/env/dialects';

const special = fc.constantFrom(...Array.from('#"\'\\$={}:-+? \n\r\tAKé'), '${', '${A:-', 'export ', '\ufeff', '\u2028', '\0');
const text = fc.oneof(
  fc.string({unit: 'binary', maxLength: 60}),
  fc.array(special, {maxLength: 60}).map(parts => parts.join('')),
);

describe.each(Object.entries(dialects))('%s', (_name, parse) => {
  test('takes any text without an error, and tells lines that are in it', () => {
    fc.assert(
      fc.property(text, source => {
        const {entries, skipped, refused} = parse(source, name => (name === 'A' ? 'x' : undefined));
        const lines = source.split(/[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/).length;
        for (const line of [...entries.map(entry => entry.line), ...skipped, refused ?? 1]) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
        expect(new Set(entries.map(entry => entry.name)).size).toBe(entries.length);
      }),
      {numRuns: 4000},
    );
  });

  test.each([
    ['quotes', `K="${'\\"'.repeat(50_000)}`],
    ['braces', `K=${'${A:-'.repeat(2000)}`],
    ['blanks', `K=${' '.repeat(100_000)}x`],
    ['lines', 'K=1\n'.repeat(20_000)],
    ['comments', ' #'.repeat(50_000)],
  ])('ends on %s without measure', (_what, source) => {
    expect(parse(source, () => undefined).entries.length).toBeLessThan(2);
  });
});
