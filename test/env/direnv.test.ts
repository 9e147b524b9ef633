import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {allow, readEnv} from '../../src/env';
import {DevenvError} from '../../src/model/errors';
import cases from './direnv-cases.json';
import {directoryWith} from './directory';

interface Case {
  readonly 'case': string;
  readonly 'files': Readonly<Record<string, string>>;
  readonly 'base_env': Readonly<Record<string, string>>;
  readonly 'direnv_2.37.1': {readonly diff: Readonly<Record<string, string | null>>};
}

/** Cases that no evaluation without a shell can get right; each must be refused as a whole. */
const needShell =
  'c03 c04 c05 c06 c07 c10 c11 c13 c14 c15 c16 c17/child c18 c20 c25 c28 c40 c41 c42 c43 c44 c45 c46 c47 c48 c49 c50 c61 c63 c68'.split(
    ' ',
  );

/** PYTHONPATH holds paths of the host and stays there. */
const staysOnHost = new Set(['PYTHONPATH']);

async function evaluate({case: name, files, base_env: base}: Case) {
  const directory = directoryWith(files);
  const ambient = {...base, HOME: directory, XDG_STATE_HOME: join(directory, 'state')};
  await allow(join(directory, name), '.envrc', ambient);
  const {variables} = await readEnv(join(directory, name), '', 'development', ambient);
  return Object.fromEntries(variables.map(one => [one.name, one.value?.replaceAll(directory, '${ROOT}') ?? null]));
}

describe('what direnv 2.37.1 was seen to do', () => {
  test.each((cases as readonly Case[]).filter(one => !needShell.includes(one.case)))('$case gives the same variables', async one => {
    const expected = Object.entries(one['direnv_2.37.1'].diff).filter(([name]) => !staysOnHost.has(name));
    expect(await evaluate(one)).toEqual(Object.fromEntries(expected));
  });

  test.each((cases as readonly Case[]).filter(one => needShell.includes(one.case)))('$case is refused with its line', async one => {
    const failure = await evaluate(one).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DevenvError);
    expect(failure).toMatchObject({code: 'env', where: {file: '.envrc'}, message: expect.stringMatching(/^\.envrc:\d+: /)});
  });
});
