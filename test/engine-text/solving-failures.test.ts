import {expect, test} from '@jest/globals';
import {explainBuild} from '../../src/engine/build-failures';
import {fail, project} from './failing';

test.each([
  [
    ['pip._internal.exceptions.DistributionNotFound: No matching distribution found for A-B'],
    'There is no package A-B on the index',
    'requirements.txt:3',
  ],
  [['No matching distribution found for other==9 (from -r base.in (line 2))'], 'There is no version 9 of other on the index', 'base.in:2'],
  [
    ['Could not find a version that matches other (from -r base.in (line 1))', 'No versions found', 'Was it reachable?'],
    'There is no package other on the index',
    'base.in:1',
  ],
  [
    ['ERROR: Cannot install -r base.in (line 1) and a-b==3 because these package versions have conflicting dependencies.'],
    'The requirements contradict each other: -r base.in (line 1) and a-b==3',
    'base.in:1',
  ],
  [
    ['Could not find a version that matches a-b<4,==3 from a-b.whl', 'Tried: 1, 2, 3'],
    'The requirements contradict each other: a-b<4,==3',
    'requirements.txt:3',
  ],
])('of pip-compile: %j', (lines, what, where) => {
  const failure = fail(lines, '[relock 4/4] RUN pip-compile');
  expect([failure.message, `${failure.where?.file ?? ''}:${String(failure.where?.line)}`]).toEqual([what, where]);
});
const solving = (...said: readonly string[]) =>
  explainBuild(
    {
      ...project,
      linesWith: text =>
        text === 'django' || text === 'a-b'
          ? [
              {file: 'poetry.lock', line: 9},
              {file: 'pyproject.toml', line: 5},
            ]
          : [],
    },
    'the lock',
    {step: '[relock 5/5] RUN poetry lock', lines: ['Resolving dependencies...', ...said], reason: []},
  );

test.each([
  [
    ["Because site depends on a-b (*) which doesn't match any versions, version solving failed."],
    'There is no package a-b on the index',
    5,
  ],
  [
    ["Because site depends on other[x] (>=99) which doesn't match any versions, version solving failed."],
    'There is no other (>=99) on the index',
    null,
  ],
  [
    [
      'And because django (5.2.18) depends on asgiref (>=3.8.1)',
      ' and django (5.2.19) depends on asgiref (>=3.8.1), django (>=5.2,<5.3) requires asgiref (>=3.8.1).',
      'So, because site depends on both django (~5.2) and asgiref (<3), version solving failed.',
    ],
    'The requirements contradict each other: site depends on both django (~5.2) and asgiref (<3); django (>=5.2,<5.3) requires asgiref (>=3.8.1)',
    5,
  ],
  [
    [
      "The current project's supported Python range (>=3.12,<4.0) is not compatible with some of the required packages Python requirement:",
      '  - scipy requires Python <3.13,>=3.9, so it will not be installable for Python >=3.13,<4.0',
      'Because site depends on scipy (1.11.1) which requires Python <3.13,>=3.9, version solving failed.',
      '    For scipy, a possible solution would be to set the `python` property to ">=3.12,<3.13"',
    ],
    'scipy wants Python <3.13,>=3.9, and pyproject.toml admits >=3.13,<4.0 too',
    null,
  ],
])('what poetry cannot solve is said in one sentence: %j', (said, what, line) => {
  const failure = solving(...said);
  expect([failure.message, failure.where]).toEqual([what, line === null ? null : {file: 'pyproject.toml', line}]);
  expect(failure.next.at(-1)).toMatch(/run the command again$/);
});
