import {spawnSync} from 'node:child_process';
import {dirname} from 'node:path';
import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {evaluate} from '../../src/env/evaluate';
import {DevenvError} from '../../src/model/errors';
import {directoryWith} from './directory';

const ambient = {PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/home/someone', GIVEN: 'from outside', EMPTY: ''};

/** What bash exports after the file, read in a function with direnv's options, without what bash itself brings. */
function byBash(file: string): Readonly<Record<string, string>> {
  const script = 'shopt -s nullglob extglob; load() { . ./.envrc; }; load >/dev/null 2>&1; exec env -0';
  const {stdout} = spawnSync('bash', ['-c', script], {cwd: dirname(file), env: ambient, encoding: 'utf8'});
  const pairs = stdout
    .split('\0')
    .flatMap(line => (line === '' ? [] : [[line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const]));
  return Object.fromEntries(pairs.filter(([name]) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name)));
}

/** What devenv finds in the same file, as an environment; null where it refuses. */
function byDevenv(root: string, text: string): Readonly<Record<string, string>> | null {
  try {
    const {assigned, exported} = evaluate(root, {file: '.envrc', bytes: Buffer.from(text), mode: 0o600}, ambient);
    const kept = Object.entries(ambient).filter(([name]) => !assigned.has(name));
    const own = [...assigned].flatMap(([name, {value}]) => (value !== null && exported.has(name) ? [[name, value] as const] : []));
    return Object.fromEntries([...kept, ...own]);
  } catch (error) {
    if (error instanceof DevenvError) return null;
    throw error;
  }
}

const name = fc.constantFrom('A', 'B', 'C1', 'GIVEN', 'EMPTY', 'NOPE', 'HOME');

const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'a',
      'b c',
      '/',
      ':',
      '~',
      '~/x',
      '#',
      '=',
      '.',
      ',',
      '%',
      '@',
      '!',
      '-',
      '*',
      '?',
      '[x]',
      'é',
      '\t',
      '^',
      '+',
    ),
  },
  {weight: 2, arbitrary: fc.constantFrom('\\', '\\\n', '\\$', '\\"', "\\'", '\\a', '\\ ', '\r')},
  {weight: 3, arbitrary: fc.constantFrom("'", '"', "''", '""', "'x $A'", '"x $A"', '" "', "'\n'", '"\n"', '"a#b"', '"\\n\\$\\`\\\\\\""')},
  {weight: 3, arbitrary: name.map(variable => `$${variable}`)},
  {weight: 2, arbitrary: name.map(variable => `\${${variable}}`)},
  {
    weight: 2,
    arbitrary: fc
      .tuple(name, fc.constantFrom('-', ':-', '+', ':='), fc.constantFrom('', 'd', 'd e', '"d e"', "'}'", '$A', '\\}', 'a\\b', "it's"))
      .map(([variable, operator, value]) => `\${${variable}${operator}${value}}`),
  },
  {weight: 1, arbitrary: fc.constantFrom('$', '$$', '$1', '$(echo x)', '`echo x`', '{a,b}', ';', '&', '|', '>', '(', '$[1]', "$'x'")},
);

const value = fc.array(piece, {maxLength: 5}).map(pieces => pieces.join(''));

const line = fc.oneof(
  fc.tuple(name, value).map(([variable, text]) => `export ${variable}=${text}`),
  fc.tuple(name, value).map(([variable, text]) => `${variable}=${text}`),
  fc.tuple(name, value, name, value).map(([first, text, second, more]) => `export ${first}=${text} ${second}=${more} # end`),
  fc.tuple(name, value).map(([variable, text]) => `export "${variable}=${text}"`),
  name.map(variable => `export ${variable}`),
  name.map(variable => `unset ${variable}`),
  value.map(text => `# ${text}`),
  fc.constantFrom('', '  ', '\\', ': x', 'echo x'),
);

test('a file that is accepted means to devenv what it means to bash', () => {
  const root = directoryWith({'.envrc': ''});
  let accepted = 0;
  const fileOf = fc.array(line, {minLength: 1, maxLength: 4}).map(lines => `${lines.join('\n')}\n`);
  fc.assert(
    fc.property(fileOf, text => {
      const own = byDevenv(root, text);
      if (own === null) return;
      accepted += 1;
      const again = directoryWith({'.envrc': text});
      expect(own).toEqual(byBash(`${again}/.envrc`));
    }),
    {numRuns: 1500},
  );
  expect(accepted).toBeGreaterThan(300);
});
