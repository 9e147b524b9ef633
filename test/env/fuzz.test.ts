import {lstatSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {parseDotenv} from '../../src/env/dotenv';
import {evaluate} from '../../src/env/evaluate';
import {DevenvError} from '../../src/model/errors';
import cases from './direnv-cases.json';
import {directoryWith} from './directory';

const runs = 20_000;

/** Words that mean something to a shell or to a reader of .env. */
const words =
  'export |A|B|=|:| |\t|\n|\r|\0|\'|"|\\|$|{|}|${|:-|:+|(|)|`|#|;|&||~|*|[|]|!|é|\ufeff|\u2028|\ud800|dotenv |unset |source_env |source_up |. |./|../|/etc/passwd|.env|.envrc|set -a|set -u|PATH_add x|use flake|layout |PWD|HOME|-|--'.split(
    '|',
  );

const real = (cases as readonly {readonly files: Readonly<Record<string, string>>}[]).flatMap(({files}) => Object.values(files));

/** A real file with pieces taken out, put in, or doubled. */
const mutated = fc
  .tuple(fc.constantFrom(...real), fc.array(fc.tuple(fc.nat(400), fc.nat(20), fc.constantFrom(...words)), {minLength: 1, maxLength: 6}))
  .map(([text, cuts]) => cuts.reduce((before, [at, count, word]) => before.slice(0, at) + word + before.slice(at + count), text));

const text = fc.oneof(fc.string({unit: 'binary', maxLength: 60}), fc.string({unit: fc.constantFrom(...words), maxLength: 40}), mutated);

/** Each file below a directory with its content and its times. */
function snapshot(directory: string): readonly string[] {
  return readdirSync(directory, {recursive: true, encoding: 'utf8'}).map(name => {
    const {mtimeMs, size, mode} = lstatSync(join(directory, name));
    return [name, mtimeMs, size, mode].join(' ');
  });
}

test(`any of ${String(runs)} texts is evaluated without a shell or refused with its line, and nothing is written`, () => {
  const root = directoryWith({'project/.env': 'A=1\n', 'project/a': 'export B=2\n', 'beside/.envrc': 'export C=3\n'});
  const before = snapshot(root);
  const ambient = {HOME: join(root, 'home'), PATH: '/usr/bin:/bin'};
  let accepted = 0;
  fc.assert(
    fc.property(text, content => {
      try {
        evaluate(join(root, 'project'), {file: '.envrc', bytes: Buffer.from(content), mode: 0o600}, ambient);
        accepted += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(DevenvError);
        expect(error).toMatchObject({code: 'env', where: {line: expect.any(Number)}});
      }
    }),
    {numRuns: runs},
  );
  expect(accepted).toBeGreaterThan(runs / 50);
  expect(snapshot(root)).toEqual(before);
  expect(readFileSync(join(root, 'project/.env'), 'utf8')).toBe('A=1\n');
});

test(`any of ${String(runs)} texts is read as a .env file or refused with its line`, () => {
  fc.assert(
    fc.property(text, content => {
      const {entries, badLine} = parseDotenv(content, name => (name === 'HOME' ? '/home/someone' : undefined));
      expect(badLine === null || (entries.length === 0 && badLine >= 1)).toBe(true);
    }),
    {numRuns: runs},
  );
});
