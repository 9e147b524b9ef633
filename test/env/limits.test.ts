import {chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {baseOf} from '../../src/env/base';
import {evaluateInBash} from '../../src/env/bash/evaluate';
import {readEnvFile, type EnvFile} from '../../src/env/file';
import {until} from '../e2e/support/until';
import {directoryWith} from './directory';

const few = {limits: {seconds: 1, output: 64 * 1024}};

function evaluateText(text: string, files: Readonly<Record<string, string>> = {}, how = few) {
  const root = directoryWith({...files, '.envrc': text});
  const ambient = {
    'PATH': '/usr/bin:/bin',
    'HOME': root,
    'SECRET_OF_CALLER': 'x',
    'BASH_ENV': join(root, 'hook'),
    'BASH_FUNC_x%%': '() { echo; }',
  };
  return {
    root,
    evaluated: evaluateInBash(root, readEnvFile(root, join(root, '.envrc')) as EnvFile, baseOf(ambient), () => undefined, how),
  };
}

/** Whether a process lives. */
const lives = (pid: number) => existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

describe('an evaluation is ended', () => {
  test.each([
    ['that never ends', 'export A=1\nwhile :; do :; done\n', '.envrc:2: took longer than 1 s'],
    ['that waits', 'export A=1\nsleep 1000\n', '.envrc:2: took longer than 1 s'],
    ['that prints without end', 'export A=1\nyes\n', '.envrc:2: gives or prints more than 64 KiB'],
    ['that loads itself', 'source_env .envrc\n:\n$(true)\n', '.envrc:1: .envrc loads itself'],
    ['that kills its shell', 'export A=1\nkill -9 $$\n', /^\.envrc:2: the file ended bash/],
  ])('%s', async (_, text, message) => {
    await expect(evaluateText(text).evaluated).rejects.toMatchObject({code: 'env', message: expect.stringMatching(message)});
  });

  test('that makes an endless value', async () => {
    const {evaluated} = evaluateText('export A=1\nprintf -v B %5000000s x; export B\n', {}, {limits: {...few.limits, seconds: 50}});
    await expect(evaluated).rejects.toMatchObject({message: '.envrc:2: gives or prints more than 64 KiB'});
  });

  test('with all that it started', async () => {
    const {root, evaluated} = evaluateText('sleep 1000 &\necho $! >pid\nsleep 1000\n');
    await expect(evaluated).rejects.toMatchObject({code: 'env'});
    const pid = Number(readFileSync(join(root, 'pid'), 'utf8'));
    // A process that was killed is gone as soon as the kernel comes to it.
    await until('the process is gone', () => Promise.resolve(lives(pid) ? null : true), 3);
  });
});

describe('an evaluation', () => {
  test('does not wait for what it leaves running', async () => {
    const {root, evaluated} = evaluateText('sleep 30 &\necho $! >pid\nexport A=1\n');
    const {scope} = await evaluated;
    expect(scope.assigned.get('A')?.value).toBe('1');
    const pid = Number(readFileSync(join(root, 'pid'), 'utf8'));
    expect(lives(pid)).toBe(true);
    process.kill(pid);
  });

  test("reads nothing, begins with nothing of the calling shell, and gives none of the caller's variables", async () => {
    const {scope} = await evaluateText('export A=$(cat; type -t x) B=$DEVENV_EVALUATING\n', {hook: 'export HOOKED=1\n'}).evaluated;
    expect([...scope.assigned].map(([name, {value}]) => [name, value])).toEqual([
      ['A', ''],
      ['B', '1'],
    ]);
  });

  test('tells nothing that the file prints', async () => {
    const text = 'echo hunter2; echo hunter2 >&2\nB=x hunter2\nexport "hunter2 x=1"\nexport C="$(nosuchcommand)"\n. ./hunter2\n';
    const {scope} = await evaluateText(text).evaluated;
    expect(scope.warnings).toEqual([
      '.envrc ended with status 1',
      '.envrc:2: there is no such command',
      expect.stringMatching(/^\.envrc:3: this is not the name/),
      '.envrc:4: there is no command nosuchcommand',
      '.envrc:5: there is no such file',
    ]);
  });

  test('runs a file that the allowed one sources only if that is permitted', async () => {
    const root = directoryWith({'.envrc': 'export A=$(echo 1)\nsource_env "$(echo other)"\n', 'other': 'touch canary\n'});
    const main = readEnvFile(root, join(root, '.envrc')) as EnvFile;
    const refuse = () => {
      throw new Error('not this one');
    };
    await expect(evaluateInBash(root, main, {PATH: '/usr/bin:/bin', HOME: root}, refuse)).rejects.toThrow('not this one');
    expect(existsSync(join(root, 'canary'))).toBe(false);
  });

  test.each([
    ['a FIFO', (path: string) => spawnSync('mkfifo', [path])],
    ['a link out of the project', (path: string) => symlinkSync('/etc/hostname', path)],
    ['a large file', (path: string) => writeFileSync(path, '#'.repeat(10 * 1024 * 1024))],
    ['a file with a NUL', (path: string) => writeFileSync(path, 'A=1\0')],
    ['a file in latin-1', (path: string) => writeFileSync(path, Buffer.from([0x41, 0x3d, 0xe9]))],
  ])('of a file that reads %s is refused', async (_, make) => {
    const root = directoryWith({'.envrc': 'export A=$(echo 1)\ndotenv odd\nsource_env odd\n'});
    make(join(root, 'odd'));
    const main = readEnvFile(root, join(root, '.envrc')) as EnvFile;
    const found = await evaluateInBash(root, main, {PATH: '/usr/bin:/bin', HOME: root}, () => undefined, few).catch(
      (error: unknown) => error,
    );
    if (found instanceof Error) expect(found).toMatchObject({code: 'env', where: {file: 'odd', line: 1}});
    else
      expect(found).toMatchObject({
        scope: {warnings: ['.envrc:2: there is no odd', '.envrc:3: there is no odd', '.envrc ended with status 1']},
      });
  });

  test('by a bash that is too old is refused', async () => {
    const root = directoryWith({'.envrc': 'export A=$(echo 1)\n', 'bin/bash': "#!/bin/sh\nprintf 'old\\0003.2.57\\0\\0' >&3\nexit 70\n"});
    chmodSync(join(root, 'bin/bash'), 0o755);
    const main = readEnvFile(root, join(root, '.envrc')) as EnvFile;
    await expect(evaluateInBash(root, main, {PATH: `${join(root, 'bin')}:/usr/bin:/bin`}, () => undefined)).rejects.toMatchObject({
      message: `.envrc:1: this file needs bash 4.4 or newer, and ${join(root, 'bin/bash')} is 3.2.57`,
    });
  });

  test('without bash is refused', async () => {
    const root = directoryWith({'.envrc': 'export A=$(echo 1)\n'});
    const main = readEnvFile(root, join(root, '.envrc')) as EnvFile;
    await expect(evaluateInBash(root, main, {PATH: root}, () => undefined)).rejects.toMatchObject({
      message: '.envrc:1: this file needs bash, and there is none in PATH',
    });
  });
});

test.each([
  ['export A=$(true)\nexport B="x\n', '.envrc:2: this double quote is never closed'],
  ["export A=$(true)\nexport B='x\n", '.envrc:2: this single quote is never closed'],
  ['export A=$(true)\nexport B=`x\n', '.envrc:2: this backtick is never closed'],
  ['export A=$(true)\nexport B=$(x\n', '.envrc:3: this ( is never closed'],
  ['export A=$(true)\nexport B=${x\n', '.envrc:2: this { is never closed'],
])('%j, which bash cannot read to its end, is told with its line', async (text, message) => {
  await expect(evaluateText(text).evaluated).rejects.toMatchObject({code: 'env', message});
});
