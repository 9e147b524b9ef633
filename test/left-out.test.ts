import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {refuseLeftOut, testsLeftOut} from '../src/left-out';
import {DevenvError} from '../src/model/errors';
import {inputsOf} from './plan/given';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'devenv-left-out-'));
  mkdirSync(join(root, 'site'));
  writeFileSync(join(root, 'site/dev.py'), '');
});
afterEach(() => rmSync(root, {recursive: true}));

async function given(ignore: string | null) {
  const files = {'pytest.ini': '[pytest]\nDJANGO_SETTINGS_MODULE = site.dev\n', 'site/dev.py': 'from site.settings import *'};
  const inputs = await inputsOf('X = 1', 'Django', files);
  return {...inputs, project: {...inputs.project, root}, ignore};
}

function refusal(inputs: Parameters<typeof refuseLeftOut>[0], args: readonly string[] = []): DevenvError | null {
  try {
    refuseLeftOut(inputs, args);
    return null;
  } catch (error) {
    if (error instanceof DevenvError) return error;
    throw error;
  }
}

test('settings of the tests that .dockerignore leaves out are refused with its line, and both ways out', async () => {
  const error = refusal(await given('*.md\nsite/dev.py\n'));
  expect(error).toMatchObject({code: 'usage', where: {file: '.dockerignore', line: 2}});
  expect(error?.message).toBe('pytest.ini:2 wants site.dev, and .dockerignore leaves site/dev.py out of the image that is tested');
  expect(error?.next).toEqual([
    'end .dockerignore with a line that takes it back: !site/dev.py',
    'or test with the settings that ship: devenv test -- --ds=site.settings',
  ]);
});

test('they are not refused where they are in the image, or where others are asked for', async () => {
  expect(refusal(await given(null))).toBeNull();
  expect(refusal(await given('site\n!site/dev.py\n'))).toBeNull();
  expect(refusal(await given('site/dev.py\n'), ['--ds=site.settings'])).toBeNull();
});

test('where no test ran, the lines that leave tests out are named', async () => {
  expect(testsLeftOut(await given('# tests\n*.md\n**/tests/\n!shop/tests\ncontest\n'))).toEqual([
    '.dockerignore:3 leaves **/tests/ out of the image that is tested: remove it',
  ]);
});
