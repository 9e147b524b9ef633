import {spawnSync} from 'node:child_process';
import {chmodSync, existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {allowInDirenv, evaluate, path, pathWith, root, valuesOf, write} from './evaluated';

/** Whether this machine lets its users make sandboxes. */
const possible = spawnSync('bwrap', ['--ro-bind', '/', '/', '--unshare-net', 'true']).status === 0;

/** What is to come of an evaluation: its variables, or, where the machine forbids sandboxes, a refusal before anything runs. */
async function expectInside(how: Parameters<typeof evaluate>[0], values: Readonly<Record<string, string>>): Promise<void> {
  const evaluation = evaluate(how);
  const refusal = {exit: 7, message: expect.stringContaining('bwrap cannot make the sandbox') as unknown};
  await (possible ? expect(evaluation.then(valuesOf)).resolves.toMatchObject(values) : expect(evaluation).rejects.toMatchObject(refusal));
  expect(existsSync(join(root, 'ran'))).toBe(false);
}

describe('with sandbox: true', () => {
  const text = [
    'export W=$(touch ran 2>/dev/null && echo written || echo refused)',
    'export H=$(touch "$HOME/ran" 2>/dev/null && echo written || echo refused)',
    `export N=$(grep -c : /proc/net/dev)`,
    'dotenv',
    '',
  ].join('\n');

  test('bash has no network and writes nothing in the project, and gives the variables', async () => {
    write({'.envrc': text, '.env': 'K=1\n'});
    await expectInside({sandbox: true}, {W: 'refused', N: '1', K: '1'});
    expect(valuesOf(await evaluate({sandbox: false}))).toMatchObject({W: 'written', K: '1'});
  });

  test('the installed direnv runs in it too', async () => {
    write({'.envrc': text, '.env': 'K=1\n'});
    allowInDirenv('.envrc', text);
    await expectInside({evaluator: 'direnv', sandbox: true}, {W: 'refused', N: '1', K: '1'});
  });

  test('without bwrap nothing runs, and a file that needs no shell needs none', async () => {
    write({'.envrc': 'touch ran\nexport A=1\n'});
    const PATH = pathWith('bash', 'touch');
    await expect(evaluate({sandbox: true}, {PATH})).rejects.toMatchObject({
      exit: 7,
      message: '.envrc:1: this file is to run in a sandbox, and there is no bwrap in PATH',
      next: ['apt install bubblewrap', 'or without a sandbox: envrc: {sandbox: false} in devenv.yaml'],
    });
    expect(existsSync(join(root, 'ran'))).toBe(false);
    write({'.envrc': 'export A=1\n'});
    expect(valuesOf(await evaluate({sandbox: true}, {PATH}))).toEqual({A: '1'});
  });

  test('a sandbox that cannot be made is told', async () => {
    write({
      '.envrc': 'export A=$(echo 1)\n',
      'bin/bwrap': '#!/bin/sh\necho "bwrap: No permissions to create a new namespace" >&2\nexit 1\n',
    });
    chmodSync(join(root, 'bin/bwrap'), 0o755);
    await expect(evaluate({sandbox: true}, {PATH: `${root}/bin:${path}`})).rejects.toMatchObject({
      exit: 7,
      message: '.envrc:1: bwrap cannot make the sandbox: No permissions to create a new namespace',
    });
  });
});
