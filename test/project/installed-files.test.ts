import {describe, expect, it} from '@jest/globals';
import {findDependencies} from '../../src/project/dependencies';
import {memoryTree} from './memory-tree';

function sets(files: Readonly<Record<string, string>>, workdir = ''): readonly (readonly string[])[] {
  const {production, development} = findDependencies(memoryTree(files), workdir);
  return [production, development].map(set => set.map(({file, entry}) => (entry ? file : `(${file})`)));
}

describe('the requirements that ship', () => {
  it.each([
    [
      'what the image of the project installs beside it, from where it copied them',
      {
        'requirements/project-requirements.txt': 'Django',
        'requirements/vendor-requirements.txt': 'house-accounts',
        'requirements/optional-requirements.txt': 'x',
        'requirements/test-requirements.txt': 'y',
        'docker/Dockerfile': `FROM python:3.11
COPY requirements/ /opt/
RUN pip install -r /opt/project-requirements.txt \\
 && pip install -r /opt/vendor-requirements.txt
FROM python:3.11 AS development
RUN pip install -r /opt/optional-requirements.txt -r /opt/test-requirements.txt`,
      },
      [['requirements/project-requirements.txt', 'requirements/vendor-requirements.txt'], ['requirements/test-requirements.txt']],
    ],
    [
      'no file that an image installs instead of it',
      {
        'requirements.txt': 'Django',
        'requirements-docs.txt': 'sphinx',
        'Dockerfile': 'FROM python:3.11\nRUN pip install -r requirements-docs.txt',
      },
      [['requirements.txt'], []],
    ],
  ])('have %s', (_what, files, expected) => {
    expect(sets(files)).toEqual(expected);
  });

  it('are without one of the same name elsewhere, which the image installs once', () => {
    const files = {
      'site/requirements.txt': 'Django',
      'requirements.txt': 'Django\nansible',
      'site/Dockerfile': 'FROM python:3.11\nCOPY requirements.txt .\nRUN pip install -r requirements.txt',
    };
    expect(sets(files, 'site')).toEqual([['site/requirements.txt'], []]);
  });
});
