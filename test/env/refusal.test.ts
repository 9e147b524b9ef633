import {spawnSync} from 'node:child_process';
import {symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {readEnv} from '../../src/env';
import {DevenvError} from '../../src/model/errors';
import {allowAndRead as read} from './allowed';
import {directoryWith} from './directory';

describe('a refusal', () => {
  const broken: readonly (readonly [string, string | Uint8Array, number])[] = [
    ['an open quote that bash finds', 'export A=$(date)\nexport B="x\n', 2],
    ['a condition without an end', 'export A=1\nif true; then\nexport B=2\n', 4],
    ['a syntax error', 'export A=1\nexport B=(\n', 2],
    ['an exit', 'export A=1\nexit 1\n', 2],
    ['a failure where failures end it', 'set -e\nexport A=1\nfalse\n', 3],
    ['a missing value where that ends it', 'strict_env\nexport A=1\n\nexport B=$NOPE\n', 4],
    ['an end without variables', 'export A=1\nexec true\n', 2],
    ['a value that is not UTF-8', "export A=1\nexport B=$'\\xff'\n", 2],
    ['an open single quote', "export A=1\nexport B='x\n\n", 2],
    ['an open double quote', 'export A="x\ny\n', 1],
    ['a NUL', Buffer.from('export A=1\nexport B=\0\n'), 2],
    ['bytes that are not UTF-8', Buffer.from([...Buffer.from('export A=1\nexport B='), 0xff, 0x0a]), 2],
  ];

  test.each(broken)('of %s has its line and sets nothing', async (_, text, line) => {
    const failure: unknown = await read({'.envrc': text}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DevenvError);
    expect(failure).toMatchObject({code: 'env', where: {file: '.envrc', line}});
    expect((failure as DevenvError).message).toMatch(new RegExp(`^\\.envrc:${line}: `));
  });

  test('never shows a value', async () => {
    const failure: unknown = await read({'.envrc': 'A+=hunter2 B=hunter2 | hunter2 )\n'}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DevenvError);
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
});
