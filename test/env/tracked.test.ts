import {execFileSync} from 'node:child_process';
import {chmodSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {readEnv, refuseTracked} from '../../src/env';
import {directoryWith} from './directory';

/** A repository whose git knows the file. */
function repository(file: string): string {
  const root = directoryWith({[file]: 'export A=1\n'});
  chmodSync(join(root, file), 0o600);
  execFileSync('git', ['init', '--quiet'], {cwd: root});
  execFileSync('git', ['add', file], {cwd: root});
  return root;
}

const read = (root: string, mode: 'development' | 'production', allowed: boolean, workdir = '') =>
  readEnv(root, workdir, mode, {HOME: root}).then(refuseTracked(root, mode, allowed));

test.each(['', 'site'])('.server.envrc in the directory "%s" that git tracks is refused', async workdir => {
  const file = join(workdir, '.server.envrc');
  await expect(read(repository(file), 'production', false, workdir)).rejects.toMatchObject({
    code: 'env',
    where: {file, line: 1},
    message: `${file}:1: git tracks this file, so everybody with a copy of the repository has its values`,
  });
});

test('it is used where devenv.yaml allows it, and where git does not know it', async () => {
  const variables = [{name: 'A', value: '1'}];
  expect(await read(repository('.server.envrc'), 'production', true)).toMatchObject({variables});
  const root = repository('other.txt');
  execFileSync('cp', ['--preserve=mode', 'other.txt', '.server.envrc'], {cwd: root});
  expect(await read(root, 'production', false)).toMatchObject({variables});
});

test('.envrc may be in git', async () => {
  expect(await read(repository('.envrc'), 'development', false)).toMatchObject({file: '.envrc'});
});
