import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {keepHeader, keepPins} from '../../src/engine/kept-pins';

const before = `#
# by a release of long ago
#
--no-binary psycopg2

Django==5.2.1 \\
    --hash=sha256:aa \\
    --hash=sha256:bb         # via -r requirements.in (line 2)
sqlparse==0.5.3 ; python_version >= "3.8"   # via django
`;
const after = `#
# by a release of today
#
--index-url https://example.com/simple

django==5.2.1 \\
    --hash=sha256:aa \\
    --hash=sha256:bb \\
    --hash=sha256:cc
    # via
    #   -r requirements.in
six==1.17.0
    # via -r requirements.in
sqlparse==0.5.3 ; python_version >= '3.8'
    # via django

# The following packages are considered to be unsafe in a requirements file:
setuptools==80.1
    # via six
`;

describe('a file that was compiled anew', () => {
  test('keeps its header, its options and the spelling of what did not change', () => {
    expect(keepPins(before, after)).toBe(`#
# by a release of long ago
#
--no-binary psycopg2

Django==5.2.1 \\
    --hash=sha256:aa \\
    --hash=sha256:bb         # via -r requirements.in (line 2)
six==1.17.0
    # via -r requirements.in
sqlparse==0.5.3 ; python_version >= "3.8"   # via django

# The following packages are considered to be unsafe in a requirements file:
setuptools==80.1
    # via six
`);
  });

  test('says who asks for a pin where that changed, and takes a version that moved', () => {
    const old = 'a==1\n    # via b\nb==1\n';
    expect(keepPins(old, 'a==1\n    # via\n    #   b\n    #   c\nb==2\n')).toBe('a==1\n    # via\n    #   b\n    #   c\nb==2\n');
  });

  test('is as it was where nothing changed, whatever it holds', () => {
    const line = fc.constantFrom(
      '# note',
      '',
      '-e file:x',
      '--pre',
      'a==1',
      'B_c==2 ; x == "y"',
      'd==3 \\\n    --hash=sha256:aa',
      '    # via a',
    );
    fc.assert(
      fc.property(fc.array(line), lines => {
        const text = `${lines.join('\n')}\n`;
        expect(keepPins(text, text)).toBe(text);
      }),
    );
  });

  test('without its last package loses that one alone', () => {
    expect(keepPins('# head\na==1\nb==1\n    # via a', '# other\na==1\n')).toBe('# head\na==1');
  });
});

test('a lock that was made anew says how, as before', () => {
  expect(keepHeader('# by\n#  uv pip compile a -o b\nx = 1\n', '# by\n#  uv pip compile -o b a\nx = 2\n# end\n')).toBe(
    '# by\n#  uv pip compile a -o b\nx = 2\n# end\n',
  );
  expect(keepHeader('x = 1\n', '# by\nx = 1\n')).toBe('x = 1\n');
});
