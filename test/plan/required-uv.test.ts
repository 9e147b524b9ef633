import {expect, it} from '@jest/globals';
import type {DependencyFile} from '../../src/model/dependencies';
import {requiredUv} from '../../src/plan/required-uv';

const own = '/opt/tool/bin/uv';

it.each<[string, readonly string[], string]>([
  ['[tool.uv]\nrequired-version = "==0.11.*"\n', ["'uv==0.11.*'"], own],
  ['[tool.uv]\npackage = false\nrequired-version = "0.11.3"\n\n[tool.uv.workspace]\nmembers = []\n', ["'uv==0.11.3'"], own],
  ['[tool.uv]\nrequired-version = ">=0.8, <0.10"\n', ["'uv>=0.8,<0.10'"], own],
  ['[tool.uv]\nrequired-version = ">=0.8"\n', [], 'uv'],
  ['[tool.uv]\npackage = false\n\n[tool.other]\nrequired-version = "==1"\n', [], 'uv'],
  ['[project]\nname = "x"\n', [], 'uv'],
])('%j', (content, tool, program) => {
  expect(requiredUv([{content} as DependencyFile])).toEqual({tool, program});
});
