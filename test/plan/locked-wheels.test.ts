import {expect, it} from '@jest/globals';
import type {Project} from '../../src/model/project';
import {compilesLocked} from '../../src/plan/locked-wheels';

const source = 'x-1.tar.gz';

it.each<[string, string, readonly string[], boolean]>([
  ['3.12', 'wheels for another system alone', [source, 'x-1-cp312-cp312-macosx_11_0_arm64.whl'], true],
  ['3.13', 'wheels for another Python alone', [source, 'x-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl'], true],
  ['3.12', 'one for this', [source, 'x-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl'], false],
  ['3.12', 'one for all after 3.8', [source, 'x-1-cp38-abi3-manylinux_2_28_x86_64.whl'], false],
  ['3.7', 'one for all after 3.8', [source, 'x-1-cp38-abi3-manylinux_2_28_x86_64.whl'], true],
  ['3.12', 'one of Python', [source, 'x-1-py2.py3-none-any.whl', 'x-1-cp311-cp311-win_amd64.whl'], false],
  ['3.12', 'one of another Python', [source, 'x-1-py2-none-any.whl'], false],
  ['3.12', 'a program in a wheel', ['x-1-py3-none-manylinux_2_17_x86_64.whl', source], false],
  ['3.12', 'no source', ['x-1-cp312-cp312-win_amd64.whl'], false],
  ['3.12', 'no wheel', [source], false],
])('Python %s with %s: %j is compiled: %s', (version, _what, files, isCompiled) => {
  const lines = files.map(file => `    { url = "https://example.com/${file}", hash = "sha256:1" },`).join('\n');
  const content = `version = 1\n\n[[package]]\nname = "x"\nwheels = [\n${lines}\n]\n`;
  const project = {dependencies: {production: [{kind: 'uv.lock', content}]}, python: {version}} as unknown as Project;
  expect(compilesLocked(project)).toBe(isCompiled);
});
