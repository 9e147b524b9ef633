import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {dialects} from '../../src/env/dialects';
import {askCompose, askPython, type Given} from './support/parsers';

/** DEVENV_DIFFERENTIAL=10000 compares that many files for each reader. */
const count = Number(process.env['DEVENV_DIFFERENTIAL'] ?? 2000);

const word = fc.string({unit: fc.constantFrom(...Array.from('abzAZ019_-./:@%+,;!?*~^&|()[]<>é→')), maxLength: 8});
const special = fc.constantFrom(
  '#',
  ' #',
  ' # c',
  '"',
  "'",
  '\\',
  '\\n',
  '\\t',
  '\\"',
  "\\'",
  '\\\\',
  '\\$',
  '$',
  '$$',
  '=',
  ' ',
  '  ',
  '\t',
  '\n',
  '`',
);
const braced = fc.constantFrom(
  '$X',
  '${X}',
  '${A}',
  '$A',
  '${NO}',
  '${NO:-d}',
  '${NO-d}',
  '${X:+p}',
  '${NO:-${X}}',
  '${X:-a}b}',
  '$1',
  '$(x)',
);
const piece = fc.oneof({weight: 5, arbitrary: word}, {weight: 4, arbitrary: special}, {weight: 2, arbitrary: braced});
const text = fc.array(piece, {maxLength: 6}).map(pieces => pieces.join(''));
const quoted = fc.tuple(fc.constantFrom('"', "'"), text).map(([quote, inner]) => quote + inner.replaceAll(quote, `\\${quote}`) + quote);
const value = fc.oneof({weight: 3, arbitrary: text}, {weight: 4, arbitrary: quoted}, {weight: 2, arbitrary: word});
const name = fc.constantFrom('A', 'B', 'K', 'K', 'LONG_NAME_2', '_x', '1N', 'k-d', 'a.b');
const assignment = fc.tuple(
  fc.constantFrom('', '', '', 'export ', ' ', '\t'),
  name,
  fc.constantFrom('=', '=', '=', '= ', ' = ', ': '),
  value,
  fc.constantFrom('', '', ' ', ' # c', '#c', '\r'),
);
const line = fc.oneof(
  {weight: 12, arbitrary: assignment.map(parts => parts.join(''))},
  {weight: 1, arbitrary: fc.constantFrom('', '# comment', '  # indented', 'K', 'X', 'export K', 'this is bad', '=x', "'K'=1")},
);
const file = fc
  .tuple(fc.constantFrom('', '', '', '\ufeff'), fc.array(line, {minLength: 1, maxLength: 5}), fc.constantFrom('\n', '\n', ''))
  .map(([mark, lines, end]) => mark + lines.join('\n') + end);

/** Each run draws other files; the seed of a failure is in its message. */
const seed = Date.now() % 1_000_000;
const files = fc.sample(file, {numRuns: count, seed});

const names = /^[A-Za-z_]\w*$/;

function ours(reader: keyof typeof dialects, text: string): Given {
  const {entries, refused} = dialects[reader](text, name => (name === 'X' ? 'xval' : null));
  if (refused !== null) return null;
  return Object.fromEntries(
    entries.flatMap(({name, value}) => (names.test(name) && name !== 'X' && value !== null ? [[name, value]] : [])),
  );
}

function sayDifferences(given: readonly Given[], read: (text: string) => Given, of: readonly string[]): readonly object[] {
  const kept = (one: Given) => one && Object.fromEntries(Object.entries(one).filter(([name]) => names.test(name) && name !== 'X'));
  return of.flatMap((text, index) => {
    const [theirs, mine] = [kept(given[index] ?? null), read(text)];
    return JSON.stringify(sorted(theirs)) === JSON.stringify(sorted(mine)) ? [] : [{seed, text, theirs, mine}];
  });
}

function sorted(given: Given): object | null {
  return given && Object.entries(given).sort(([one], [other]) => (one < other ? -1 : 1));
}

describe('files of random lines are read as', () => {
  test.each(['python-dotenv', 'django-environ', 'decouple'] as const)('%s itself reads them', async reader => {
    const differences = sayDifferences(await askPython(reader, files), text => ours(reader, text), files);
    expect(differences.slice(0, 5)).toEqual([]);
  });

  test('docker compose itself reads them', async () => {
    const read = files.filter(text => ours('compose', text) !== null);
    expect(read.length).toBeGreaterThan(count / 4);
    const given = await askCompose(read);
    expect(given).not.toHaveProperty('refused');
    expect(sayDifferences(given as readonly Given[], text => ours('compose', text), read).slice(0, 5)).toEqual([]);
  });

  test('docker compose itself refuses them', async () => {
    const refused = files.filter(text => ours('compose', text) === null).slice(0, 12);
    expect(refused.length).toBeGreaterThan(0);
    for (const text of refused)
      expect({text, given: await askCompose([text])}).toEqual({
        text,
        given: {refused: expect.stringContaining('0.env') as unknown as string},
      });
  });
});
