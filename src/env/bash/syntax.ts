import {spawnSync} from 'node:child_process';
import {broken} from '../failure';
import {textOf, type EnvFile} from '../file';
import {readProblems} from './problems';

/**
 * Asks bash whether it can read a file, without running any of it.
 * Throws an `env` error with the line where it cannot.
 */
export function checkSyntax(bash: string, path: string, file: EnvFile): void {
  const words = ['--noprofile', '--norc', '-n', '-O', 'extglob', path];
  const {stderr} = spawnSync(bash, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {LC_ALL: 'C.UTF-8'},
    timeout: 10_000,
  });
  const problem = readProblems(stderr, '-', new Map([[path, textOf(file)]])).find(({fatal}) => fatal);
  if (problem !== undefined) throw broken({file: file.file, line: problem.where.line}, problem.what);
}
