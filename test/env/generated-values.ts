import fc from 'fast-check';

/** A name that files set or read. */
export const name = fc.constantFrom('A', 'B', 'C', 'DEBUG', 'GIVEN', 'EMPTY', 'NOPE', 'FOO_URL');

/** A value without quotes that means itself. */
export const plain = fc.constantFrom(
  '1',
  'abc',
  'a.b/c',
  'x:y',
  'redis://h:1/0',
  'a#b',
  'a,b',
  'é',
  '%d',
  '@',
  'a-b_c',
  '2=3',
  'True',
  '10.0.0.1',
);

const inDouble = fc.oneof(
  plain,
  fc.constantFrom(' ', '#', "'", '\\n', '\\$', '\\"', '\\\\', '\n', '*', '{a,b}', '&', ';', '|', '~', '!'),
  name.map(one => `$${one}`),
  name.map(one => `\${${one}}`),
  fc.tuple(name, fc.constantFrom(':-', '-', ':+', '+'), plain).map(([one, operator, value]) => `\${${one}${operator}${value}}`),
  fc.constantFrom(
    '$(echo x y)',
    '$PWD',
    '$(pwd)',
    '`echo q`',
    '${GIVEN%x}',
    '${GIVEN/v/w}',
    '${#GIVEN}',
    '$((1 + 2))',
    '$(printf "a\\nb\\n\\n")',
  ),
);

/** A value as people quote it, and as they should not. */
export const value = fc.oneof(
  {weight: 4, arbitrary: plain},
  {weight: 1, arbitrary: fc.constant('')},
  {weight: 4, arbitrary: fc.array(inDouble, {maxLength: 4}).map(parts => `"${parts.join('')}"`)},
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom('a', ' ', '"', '$A', '\\', '\n', '#', '{"k": 1}', '`x`', '&'), {maxLength: 4})
      .map(parts => `'${parts.join('')}'`),
  },
  {weight: 2, arbitrary: fc.tuple(name, plain).map(([one, text]) => `$${one}/${text}`)},
  {
    weight: 1,
    arbitrary: fc
      .tuple(name, fc.constantFrom(':-', '-', ':+', '+', ':='), plain)
      .map(([one, operator, text]) => `\${${one}${operator}${text}}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '~',
      '~/x',
      '~/x:~/y',
      'a~b',
      '$(echo x y)',
      '`echo x`',
      '$(basename "$PWD")',
      "$'a\\tb\\n'",
      "it\\'s",
      'a\\ b',
      '*.nothing',
      '{"a":"b","c":"d"}',
      'a&b',
      'a;b',
      '$((2 * 3))',
      '"a"b\'c\'',
    ),
  },
);
