import {explainBuild} from '../../src/engine/build-failures';

/** Where a-b is pinned. */
export const places = [
  {file: 'requirements.txt', line: 3},
  {file: 'requirements-dev.txt', line: 1},
];
export const project = {
  root: '/nowhere',
  pinsOf: (name: string) => (name === 'a-b' ? places : []),
  linesWith: (text: string) => (text === 'index.example.com' ? places : []),
};
/** What a failed step with these lines is told as. */
export const fail = (lines: readonly string[], step = '[deps-build 3/3] RUN pip', reason: readonly string[] = []) =>
  explainBuild(project, 'image dev', {step, lines, reason});
