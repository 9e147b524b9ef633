import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, test} from '@jest/globals';
import {readEnv} from '../../src/env';
import {allowInDirenv, ambient, evaluate, pathWith, root, valuesOf, write} from './evaluated';

describe('with evaluator: static', () => {
  test('a file that needs no shell gives its variables', async () => {
    write({'.envrc': 'export A=1\ndotenv\n', '.env': 'B=2\n'});
    expect(valuesOf(await evaluate({evaluator: 'static'}))).toEqual({A: '1', B: '2'});
  });

  test.each([
    ['export B=$(touch ran)', /^\.envrc:2: this line needs a shell/],
    ['touch ran', /^\.envrc:2: this line needs a shell: the command touch$/],
    ['source_env "$(touch ran; echo other)"', /^\.envrc:2: this line needs a shell/],
    ['if true; then touch ran; fi', /^\.envrc:2: this line needs a shell/],
  ])('%s is refused with its line, and nothing runs, not even to allow it', async (line, message) => {
    write({'.envrc': `export A=1\n${line}\n`});
    await expect(evaluate({evaluator: 'static'})).rejects.toMatchObject({
      code: 'env',
      exit: 7,
      where: {file: '.envrc', line: 2},
      message: expect.stringMatching(message),
      next: expect.arrayContaining(['or let bash run it: envrc: {evaluator: auto} in devenv.yaml']),
    });
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });

  test('what bash gave before counts no more', async () => {
    write({'.envrc': 'export A=$(echo 1)\n'});
    expect(valuesOf(await evaluate({}))).toEqual({A: '1'});
    await expect(readEnv(root, '', 'development', ambient, {evaluator: 'static', sandbox: false})).rejects.toMatchObject({exit: 7});
  });
});

describe('with evaluator: direnv', () => {
  const text = 'export A=$(echo 1)\nexport SAME=1\nunset GIVEN\ndotenv\nlocal L=3\nexport M=$L\n';

  beforeEach(() => {
    write({'.envrc': text, '.env': 'K=a#b\n'});
  });

  test('direnv gives the variables, those that the caller has too, and nothing of its own', async () => {
    allowInDirenv('.envrc', text);
    const env = await evaluate({evaluator: 'direnv'});
    expect(valuesOf(env)).toEqual({A: '1', SAME: '1', GIVEN: null, K: 'a', M: '3'});
    expect(env.variables.find(({name}) => name === 'K')?.where).toEqual({file: '.env', line: 1});
    expect(env.variables.find(({name}) => name === 'SAME')?.where).toEqual({file: '.envrc', line: 2});
    writeFileSync(join(root, '.env'), 'K=2\n');
    expect(valuesOf(await readEnv(root, '', 'development', ambient, {evaluator: 'direnv', sandbox: false}))).toMatchObject({K: '2'});
  });

  test('a variable of any name', async () => {
    const own = 'export name=shop\nexport line=1\n';
    write({'.envrc': own});
    allowInDirenv('.envrc', own);
    expect(valuesOf(await evaluate({evaluator: 'direnv'}))).toEqual({name: 'shop', line: '1'});
  });

  test('also where its hook has loaded the file already', async () => {
    allowInDirenv('.envrc', text);
    expect(
      valuesOf(await evaluate({evaluator: 'direnv'}, {DIRENV_DIR: `-${root}`, DIRENV_WATCHES: 'x', DIRENV_IN_ENVRC: '1'})),
    ).toMatchObject({A: '1'});
  });

  test('it is refused where direnv does not allow it', async () => {
    await expect(evaluate({evaluator: 'direnv'})).rejects.toMatchObject({
      exit: 7,
      message: '.envrc:1: direnv is to evaluate this file, and does not allow it',
      next: [`direnv allow ${root}`],
    });
  });

  test('it is refused where there is no direnv', async () => {
    await expect(evaluate({evaluator: 'direnv'}, {PATH: pathWith('bash')})).rejects.toMatchObject({
      exit: 7,
      message: '.envrc:1: direnv is to evaluate this file, and there is no direnv in PATH',
    });
  });

  test('what it sources by name wants a permission that direnv does not ask for', async () => {
    const sourcing = 'source_env other\ntouch ran\n';
    write({'.envrc': sourcing, 'other': 'export O=1\n'});
    allowInDirenv('.envrc', sourcing);
    const how = {evaluator: 'direnv', sandbox: false} as const;
    expect(await readEnv(root, '', 'development', ambient, how)).toMatchObject({trust: 'unknown', variables: []});
    expect(existsSync(join(root, 'ran'))).toBe(false);
    expect(valuesOf(await evaluate(how))).toEqual({O: '1'});
  });

  test.each([
    ['export A=1\nexport B="x\n', /^\.envrc:2: this double quote is never closed$/],
    ['export A=1\ntrap : EXIT\n', /^\.envrc:1: the file ended bash in a way that gives no variables back/],
    ['export A=1\nexit 3\n', /^\.envrc:1: the file ended here with status 1/],
    ['set -eu\nexport B=$NOPE_AT_ALL\n', /^\.envrc:2: the file ended here with status 1: NOPE_AT_ALL has no value$/],
  ])('%j is refused', async (broken, message) => {
    write({'.envrc': broken});
    allowInDirenv('.envrc', broken);
    await expect(evaluate({evaluator: 'direnv'})).rejects.toMatchObject({exit: 7, message: expect.stringMatching(message)});
  });
});
