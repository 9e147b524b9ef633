import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const shapes = join(__dirname, '../fixtures/projects');
const real = [
  'sql-variables/app/bakery',
  'django-environ/config',
  'decouple/portal',
  'dj-database-url/blog',
  'required-variables/core',
  'celery-elsewhere/backend/server',
].map(path => readFileSync(join(shapes, path, 'settings.py'), 'utf8'));
const manage = readFileSync(join(shapes, 'broken/manage.py'), 'utf8').replace('wreck.settings', 'site.settings');

const read = (settings: string): ReturnType<typeof readFacts> =>
  readFacts(
    memoryTree({
      'manage.py': manage,
      'site/__init__.py': '',
      'site/settings.py': settings,
      'site/urls.py': settings,
      'site/celery.py': settings,
      'requirements.txt': 'celery\nDjango==5.2.1\n',
    }),
    plainSettings,
  );

/** Real settings with pieces cut, doubled and put elsewhere. */
const mutated = fc
  .tuple(
    fc.constantFrom(...real),
    fc.array(
      fc.tuple(
        fc.nat(3000),
        fc.nat(60),
        fc.nat(3000),
        fc.constantFrom('', '(', '[', '{', '"', '\n', '    ', 'if ', 'for ', 'lambda: ', 'f"{', '**', ' = ', 'import ', '\\', '\0'),
      ),
      {maxLength: 6},
    ),
  )
  .map(([text, cuts]) =>
    cuts.reduce((now, [from, length, to, extra]) => {
      const at = from % (now.length + 1);
      const rest = now.slice(0, at) + now.slice(at + length);
      const into = to % (rest.length + 1);
      return rest.slice(0, into) + extra + now.slice(at, at + length) + rest.slice(into);
    }, text),
  );

describe('reading settings', () => {
  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 400}), text => void read(`${text}\nLAST = 1\n`)),
      {numRuns: 200},
    );
  });

  it('never throws on broken Python', () => {
    fc.assert(
      fc.property(mutated, text => void read(text)),
      {numRuns: 300},
    );
  });

  it.each([
    ['a list that doubles', `A = [1]\n${'A = A + A\n'.repeat(60)}`],
    ['a text that doubles', `A = "x"\n${'A += A\n'.repeat(60)}`],
    ['a value that holds itself twice', `A = []\n${'A = [A, A]\n'.repeat(60)}`],
    ['a function that calls itself', 'def f(x):\n    return f(x) + f(x)\nA = f(1)\n'],
    ['deep brackets', `A = ${'('.repeat(5000)}1${')'.repeat(5000)}\n`],
    ['a long sum', `A = ${'"a" + '.repeat(5000)}"a"\n`],
    ['deep blocks', Array.from({length: 300}, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('')],
    ['many choices', 'if x:\n    A = 1\nelse:\n    A = A\n'.repeat(500)],
    ['a module that imports itself', 'from site.settings import *\nfrom .settings import A\n'],
  ])('ends soon on %s', (_what, text) => {
    const start = performance.now();
    read(text);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
