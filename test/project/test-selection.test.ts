import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {findSelection} from '../../src/project/test-selection';
import {memoryTree} from './memory-tree';

const code = {'site/manage.py': '', 'site/shop/tests/test_a.py': '', 'site/tests/a.py': '', 'tests/b.py': ''};

function selectionOf(pipeline: string, runner: 'pytest' | 'django' = 'pytest', workdir = 'site') {
  return findSelection(memoryTree({...code, '.github/workflows/test.yml': pipeline}), workdir, runner);
}

describe('of the tests a pipeline runs', () => {
  it.each<[string, readonly string[]]>([
    ['      run: uv run pytest -n auto --cov shop --cov-report=xml -m "not slow and not e2e" --tb short', ['-m', 'not slow and not e2e']],
    ['      - run: docker compose run --rm web python -m pytest tests --ds=site.ci -k "a or b"', ['tests', '-k', 'a or b']],
    [
      '        py.test --ignore=tests/browser --deselect tests/a.py::test_x',
      ['--ignore=tests/browser', '--deselect', 'tests/a.py::test_x'],
    ],
    ['    command: pytest {env:COVERAGE} site/shop/tests/test_a.py::TestA {posargs} | tee log', ['shop/tests/test_a.py::TestA']],
    ['        coverage run -m pytest \\\n          -x \\\n          shop', ['shop']],
  ])('%j with pytest', (pipeline, args) => {
    expect(selectionOf(pipeline)?.args).toEqual(args);
  });

  it.each<[string, readonly string[]]>([
    [
      '  run: coverage run --source=./site site/manage.py test site/shop -v 2 --exclude-tag=browser --parallel',
      ['shop', '--exclude-tag=browser'],
    ],
    ['  run: cd site && python manage.py test shop.tests.test_a --settings site.ci --tag fast', ['shop.tests.test_a', '--tag', 'fast']],
    ['  run: python site/manage.py test shop', ['shop']],
    ['  run: python site/manage.py test site --exclude-tag slow', ['--exclude-tag', 'slow']],
  ])('%j with the runner of Django', (pipeline, args) => {
    expect(selectionOf(pipeline, 'django')?.args).toEqual(args);
  });

  it.each<[string, string]>([
    ['all of them', '  run: pytest --cov=. -q'],
    ['all of them in one job', '  run: pytest -m e2e\n  run: pytest -n 0'],
    ['what the job alone knows', '  run: pytest ${{ matrix.path }}\n  run: pytest $TESTS'],
    ['parts in several jobs', '  run: pytest tests\n  run: pytest shop'],
    ['tests of another program', '  run: pytest api/tests'],
    ['none', '  name: pytest -m slow\n  # run: pytest -m slow\n  run: pip install pytest tests\n  run: uv add pytest tests'],
  ])('%s', (_what, pipeline) => {
    expect(selectionOf(pipeline)).toBeNull();
  });

  it('those that need the stores alone, of several jobs', () => {
    const jobs = '  run: pytest tests -m browser\n  run: pytest tests -m "not browser"\n';
    expect(selectionOf(jobs)).toEqual({args: ['tests', '-m', 'not browser'], where: {file: '.github/workflows/test.yml', line: 2}});
  });

  it('is told by the line where the command begins', () => {
    expect(selectionOf('a:\n  b: |\n    pytest \\\n      tests\n    pytest \\\n  tests\n')?.where.line).toBe(3);
  });

  it('never fails, whatever the bytes', () => {
    const word = fc.constantFrom('pytest', 'manage.py test', '-m', '--ignore', 'tests', '\\\n', '\n', '"', '${{ x }}', '=', '::', '../..');
    const text = fc.array(fc.oneof(word, fc.string())).map(words => words.join(' '));
    fc.assert(
      fc.property(text, fc.constantFrom('pytest' as const, 'django' as const), fc.constantFrom('', 'site'), (some, runner, workdir) => {
        const found = selectionOf(some, runner, workdir);
        expect(found === null || found.where.line <= some.split('\n').length).toBe(true);
      }),
    );
  });
});
