import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {allow, readEnv} from '../../src/env';
import cases from './direnv-cases.json';
import {directoryWith} from './directory';

interface Case {
  readonly 'case': string;
  readonly 'files': Readonly<Record<string, string>>;
  readonly 'base_env': Readonly<Record<string, string>>;
  readonly 'direnv_2.37.1': {readonly diff: Readonly<Record<string, string | null>>};
}

/** Where direnv says nothing and goes on with nothing or half of it, devenv stops: docs/envrc.md has each. */
const refused: Readonly<Record<string, string>> = {
  c03: '.envrc:2: the file ended here with status 1',
  c06: '.envrc:3: the file ended here with status 1',
  c11: '.envrc:3: the value of BAD is not UTF-8',
  c18: '.envrc:3: the file ended here with status 1: UNDEFINED_VAR has no value',
  c42: '.envrc:2: this double quote is never closed',
  c43: '.envrc:4: the file ends in the middle of a command',
  c44: '.envrc:2: the file ended bash in a way that gives no variables back (exec, kill, or a trap of its own)',
  c45: '.envrc:2: the file ended bash in a way that gives no variables back (exec, kill, or a trap of its own)',
  c48: '.envrc:1: the value of BIG is larger than 128 KiB',
};

/** What direnv does not tell: these are about the machine, and no container gets them. */
const staysOnHost = new Set(['BASH_ENV', 'PATH', 'PYENV_VERSION', 'PYTHONPATH', 'TERM', 'VIRTUAL_ENV']);

/** direnv leaves out what the caller has with the same value; a container has no caller. */
const sameAsCaller: Readonly<Record<string, Readonly<Record<string, string>>>> = {c28: {EXPORTED_BEFORE: 'old'}};

async function evaluate({case: name, files, base_env: base}: Case) {
  const directory = directoryWith(files);
  const ambient = {...base, HOME: directory, XDG_STATE_HOME: join(directory, 'state')};
  await allow(join(directory, name), '.envrc', ambient);
  const {variables} = await readEnv(join(directory, name), '', 'development', ambient);
  return Object.fromEntries(variables.map(one => [one.name, one.value?.replaceAll(directory, '${ROOT}') ?? null]));
}

function expected({'case': name, 'direnv_2.37.1': {diff}}: Case) {
  const told = Object.entries(diff).filter(([variable]) => !staysOnHost.has(variable));
  return {
    ...Object.fromEntries(told.map(([variable, value]) => [variable, value?.replaceAll('${HOME}', '${ROOT}') ?? null])),
    ...sameAsCaller[name],
  };
}

describe('what direnv 2.37.1 was seen to do', () => {
  test.each((cases as readonly Case[]).filter(one => refused[one.case] === undefined))('$case gives the same variables', async one => {
    expect(await evaluate(one)).toEqual(expected(one));
  });

  test.each((cases as readonly Case[]).filter(one => refused[one.case] !== undefined))('$case is refused with its line', async one => {
    await expect(evaluate(one)).rejects.toMatchObject({code: 'env', message: refused[one.case]});
  });
});
