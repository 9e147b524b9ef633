import {describe, expect, it} from '@jest/globals';
import {findDependencies} from '../../src/project/dependencies';
import {memoryTree} from './memory-tree';

function sets(files: Readonly<Record<string, string>>, workdir = ''): readonly (readonly string[])[] {
  const {production, development} = findDependencies(memoryTree(files), workdir);
  return [production, development].map(set => set.map(({file, entry}) => (entry ? file : `(${file})`)));
}

describe('the requirements of a project', () => {
  it.each([
    ['one file', {'requirements.txt': 'Django'}, [['requirements.txt'], []]],
    [
      'a development file',
      {'requirements.txt': 'Django', 'requirements-dev.txt': '-r requirements.txt'},
      [['requirements.txt'], ['requirements-dev.txt']],
    ],
    ['a file before', {'requirements.txt': 'Django', 'dev-requirements.txt': 'x'}, [['requirements.txt'], ['dev-requirements.txt']]],
    [
      'a folder',
      {'requirements/base.txt': 'Django', 'requirements/dev.txt': '-r base.txt', 'requirements/prod.txt': '-r base.txt'},
      [['(requirements/base.txt)', 'requirements/prod.txt'], ['requirements/dev.txt']],
    ],
    [
      'production beside the rest',
      {'requirements.txt': 'Django', 'requirements.prod.txt': 'gunicorn'},
      [['requirements.txt', 'requirements.prod.txt'], []],
    ],
    [
      'production complete in itself',
      {'requirements.txt': 'Django', 'requirements-prod.txt': 'Django\ngunicorn'},
      [['requirements-prod.txt'], []],
    ],
    [
      'a root file that stands for production',
      {
        'requirements.txt': '-r requirements/production.txt',
        'requirements/production.txt': '-r base.txt',
        'requirements/base.txt': 'Django',
      },
      [['(requirements/base.txt)', '(requirements/production.txt)', 'requirements.txt'], []],
    ],
    [
      'a root file that stands for development',
      {'requirements.txt': '-r requirements/local.txt', 'requirements/local.txt': '-r base.txt', 'requirements/base.txt': 'Django'},
      [['requirements/base.txt'], ['(requirements/local.txt)', 'requirements.txt']],
    ],
    [
      'tests on top',
      {'requirements.txt': 'Django', 'requirements-dev.txt': 'x', 'requirements-test.txt': 'y'},
      [['requirements.txt'], ['requirements-dev.txt', 'requirements-test.txt']],
    ],
    [
      'constraints',
      {'requirements.txt': '-c constraints.txt\nDjango', 'constraints.txt': 'Django==5.2'},
      [['(constraints.txt)', 'requirements.txt'], []],
    ],
    [
      'files for other things',
      {'requirements.txt': 'Django', 'requirements-docs.txt': 'sphinx', 'robots.txt': ''},
      [['requirements.txt'], []],
    ],
    [
      '*.pip',
      {'requirements/common.pip': 'Django', 'requirements/dev.pip': '-r common.pip'},
      [['requirements/common.pip'], ['requirements/dev.pip']],
    ],
    ['nothing', {}, [[], []]],
    [
      'tests that a nox session installs from elsewhere',
      {
        'requirements.txt': 'Django',
        'tools/requirements-test.txt': 'pytest',
        'tools/requirements-docs.txt': 'sphinx',
        'noxfile.py':
          '    session.install("-r", "tools/requirements-test.txt")\n    session.install("-r", "tools/requirements-docs.txt")\n',
      },
      [['requirements.txt'], ['tools/requirements-test.txt']],
    ],
    [
      'tests that tox installs from elsewhere',
      {
        'requirements.txt': 'Django',
        'ci/testing-requirements.txt': 'x',
        'tox.ini': '[testenv]\ndeps =\n  -r{toxinidir}/ci/testing-requirements.txt',
      },
      [['requirements.txt'], ['ci/testing-requirements.txt']],
    ],
    [
      'tests that a pipeline installs from elsewhere',
      {
        'requirements.txt': 'Django',
        'build/requirements-dev.txt': 'x',
        '.github/workflows/ci.yml': '      - run: pip install -r build/requirements-dev.txt\n',
      },
      [['requirements.txt'], ['build/requirements-dev.txt']],
    ],
    [
      'what an image copies and installs where no file nearby has Django',
      {
        'requirements.txt': 'sphinx',
        'config/requirements.txt': 'Django',
        'Dockerfile': 'COPY config/requirements.txt /code/\nRUN pip install -r /code/requirements.txt\n',
      },
      [['config/requirements.txt'], []],
    ],
    [
      'what an image installs from its own work directory',
      {'config/requirements.txt': 'Django', 'Dockerfile': 'COPY . /code\nRUN pip install -r /code/config/requirements.txt\n'},
      [['config/requirements.txt'], []],
    ],
    [
      'no file of another program that the pipeline tests too',
      {
        'requirements.txt': 'Django',
        'client/setup.py': '',
        'client/requirements-test.txt': 'x',
        '.gitlab-ci.yml': '  script: pip install --requirement=client/requirements-test.txt\n',
      },
      [['requirements.txt'], []],
    ],
  ])('%s', (_what, files, expected) => {
    expect(sets(files)).toEqual(expected);
  });

  it('are refused where they include each other in a circle, at the line that closes it', () => {
    const files = {'requirements.txt': 'Django\n-r requirements-dev.txt', 'requirements-dev.txt': 'x\n\n-r requirements.txt'};
    expect(() => sets(files)).toThrow(expect.objectContaining({code: 'usage', where: {file: 'requirements-dev.txt', line: 3}}));
    expect(() => sets({'requirements.txt': '-r requirements.txt'})).toThrow(
      expect.objectContaining({message: expect.stringContaining('requirements.txt -> requirements.txt')}),
    );
  });

  it('are those beside manage.py before those in the root', () => {
    expect(sets({'app/requirements.txt': 'Django', 'requirements.txt': 'docs'}, 'app')[0]).toEqual(['app/requirements.txt']);
  });

  it('are refused with file and line where an included file is missing', () => {
    expect(() => sets({'requirements.txt': 'Django\n-r more.txt\n'})).toThrow(
      expect.objectContaining({code: 'usage', where: {file: 'requirements.txt', line: 2}}),
    );
  });
});

describe('files for development that contradict each other', () => {
  const files = {'requirements.txt': 'Django==5.2', 'requirements-dev.txt': 'pytest==9.0.1', 'requirements-test.txt': 'x\npytest==7.2.1'};
  const tox = (name: string) => ({'tox.ini': `[testenv]\ndeps =\n    -r${name}\n`});
  const names = (set: readonly {readonly file: string}[]) => set.map(({file}) => file);

  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['by a pipeline', tox('requirements-test.txt'), 'requirements-test.txt', 'requirements-dev.txt'],
    ['by none of the pipelines, first', {}, 'requirements-dev.txt', 'requirements-test.txt'],
    ['by a pipeline, first', tox('requirements-dev.txt'), 'requirements-dev.txt', 'requirements-test.txt'],
  ])('what is installed %s stays', (_what, more, kept, left) => {
    const {development, leftOut = []} = findDependencies(memoryTree({...files, ...more}), '');
    expect(names(development)).toEqual([kept]);
    expect(leftOut).toEqual([expect.objectContaining({file: left, name: 'pytest'})]);
  });

  it('the pins of both are named with their lines', () => {
    const {leftOut} = findDependencies(memoryTree(files), '');
    expect(leftOut).toEqual([
      {
        ...{file: 'requirements-test.txt', name: 'pytest', version: '7.2.1', where: {file: 'requirements-test.txt', line: 2}},
        other: {name: 'pytest', version: '9.0.1', where: {file: 'requirements-dev.txt', line: 1}},
      },
    ]);
  });

  it('both are installed where they agree', () => {
    const {development, leftOut} = findDependencies(memoryTree({...files, 'requirements-test.txt': 'pytest==9.0.1'}), '');
    expect(names(development)).toEqual(['requirements-dev.txt', 'requirements-test.txt']);
    expect(leftOut).toBeUndefined();
  });
});
