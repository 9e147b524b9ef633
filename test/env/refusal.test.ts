import {spawnSync} from 'node:child_process';
import {symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {readEnv} from '../../src/env';
import {DevenvError} from '../../src/model/errors';
import {allowAndRead as read} from './allowed';
import {directoryWith} from './directory';

describe('a refusal', () => {
  const broken: readonly (readonly [string, string | Uint8Array, number])[] = [
    ['command substitution', 'export A=1\nexport B=$(op read x)\n', 2],
    ['backticks', '\n\nexport B=`x`\n', 3],
    ['a condition', 'if true\nthen export A=1\nfi\n', 1],
    ['an unquoted ampersand', 'export A=http://x/?a=1&b=2\n', 1],
    ['an unquoted brace', 'export A={"a":1}\n', 1],
    ['blanks around =', 'export A = 1\n', 1],
    ['an open single quote', "export A=1\nexport B='x\n\n", 2],
    ['an open double quote', 'export A="x\ny\n', 1],
    ['a NUL', Buffer.from('export A=1\nexport B=\0\n'), 2],
    ['bytes that are not UTF-8', Buffer.from([...Buffer.from('export A=1\nexport B='), 0xff, 0x0a]), 2],
    ['a variable of one command only', 'A=1 true\n', 1],
    ['a path after its change', 'PATH_add bin\nexport TOOLS=$PATH\n', 2],
  ];

  test.each(broken)('of %s has its line and sets nothing', async (_, text, line) => {
    const failure: unknown = await read({'.envrc': text}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DevenvError);
    expect(failure).toMatchObject({code: 'env', where: {file: '.envrc', line}});
    expect((failure as DevenvError).message).toMatch(new RegExp(`^\\.envrc:${line}: `));
  });

  test('never shows a value', async () => {
    const failure: unknown = await read({'.envrc': 'A+=hunter2 B=hunter2 | hunter2\n'}).catch((error: unknown) => error);
    expect(JSON.stringify(failure) + String(failure)).not.toContain('hunter2');
  });

  test('of a file that is too large', async () => {
    await expect(read({'.envrc': '#'.repeat(1024 * 1024 + 1)})).rejects.toMatchObject({
      code: 'env',
      message: '.envrc:1: is larger than 1 MiB',
    });
  });

  test('of a FIFO comes at once', async () => {
    const root = directoryWith({});
    expect(spawnSync('mkfifo', [join(root, '.envrc')]).status).toBe(0);
    await expect(readEnv(root, '', 'development', {HOME: root})).rejects.toMatchObject({
      code: 'env',
      message: '.envrc:1: is not a regular file',
    });
  });

  test('of a directory', async () => {
    const root = directoryWith({'.envrc/x': ''});
    await expect(readEnv(root, '', 'development', {HOME: root})).rejects.toMatchObject({
      code: 'env',
      message: '.envrc:1: is not a regular file',
    });
  });

  test('of a link that leaves the project', async () => {
    const root = directoryWith({});
    symlinkSync(join(directoryWith({secret: ''}), 'secret'), join(root, '.envrc'));
    await expect(readEnv(root, '', 'development', {HOME: root})).rejects.toMatchObject({code: 'env', where: {file: '.envrc', line: 1}});
  });

  test('of files that load each other', async () => {
    const files = {'.envrc': 'source_env_if_exists a\n', 'a': 'source_env_if_exists .envrc\n'};
    await expect(read(files)).rejects.toMatchObject({code: 'env', message: 'a:1: .envrc loads itself'});
  });

  test('is all that any text can cause', async () => {
    const text = fc.oneof(
      fc.string({unit: 'binary'}),
      fc.string({unit: fc.constantFrom('export ', 'A', '=', ' ', '\n', "'", '"', '\\', '$', '{', '}', ':-', '#', 'dotenv', 'unset ')}),
    );
    await fc.assert(
      fc.asyncProperty(text, async content => {
        const result: unknown = await read({'.envrc': content, '.env': content}).catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toMatchObject({name: 'DevenvError', code: 'env', where: {line: expect.any(Number)}});
      }),
      {numRuns: 400},
    );
  });
});
