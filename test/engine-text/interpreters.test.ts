import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {findInterpreters} from '../../src/engine/interpreters';

/** A directory as pyenv leaves it, as far as its version can be told. */
function makePython(root: string, name: string, minor: string, header: string | null): string {
  const directory = join(root, 'versions', name);
  mkdirSync(join(directory, 'bin'), {recursive: true});
  writeFileSync(join(directory, 'bin', `python${minor}`), '');
  if (header === null) return directory;
  mkdirSync(join(directory, 'include', `python${minor}m`), {recursive: true});
  writeFileSync(join(directory, 'include', `python${minor}m`, 'patchlevel.h'), header);
  return directory;
}

test("pyenv's Pythons are found with their patch releases; Python 2 and other directories are not", () => {
  const root = mkdtempSync(join(tmpdir(), 'devenv-pyenv-'));
  const old = makePython(root, '3.6.15', '3.6', '/* x */\n#define PY_VERSION      \t"3.6.15+"\n');
  makePython(root, '2.7.18', '2.7', null);
  makePython(root, 'my-venv', '3.9', null);
  expect(findInterpreters(null, {PYENV_ROOT: root})).toEqual([{version: '3.6.15', directory: old}]);
  expect(findInterpreters(null, {PYENV_ROOT: join(root, 'nowhere')})).toEqual([]);
});

test('a directory that is named is the only one, its version as far as it is written', () => {
  const root = mkdtempSync(join(tmpdir(), 'devenv-python-'));
  const named = makePython(root, 'mine', '3.8', null);
  makePython(root, '3.7.16', '3.7', null);
  expect(findInterpreters(named, {PYENV_ROOT: root})).toEqual([{version: '3.8', directory: named}]);
  expect(findInterpreters(join(root, 'empty'), {PYENV_ROOT: root})).toEqual([]);
});
