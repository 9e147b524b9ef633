import {execFile} from 'node:child_process';
import type {Env} from '../model/env';
import type {Mode} from '../model/mode';
import {broken} from './failure';

/**
 * Production's values in a repository are known to all who have a copy of it, and to those who will ever have one.
 * Rejects with an `env` error where git tracks the file; without git nothing does.
 */
export function refuseTracked(root: string, mode: Mode, allowed: boolean): (env: Env) => Promise<Env> {
  return async env => {
    if (mode === 'development' || allowed || env.file === null || !(await isTracked(root, env.file))) return env;
    throw broken({file: env.file, line: 1}, 'git tracks this file, so everybody with a copy of the repository has its values', [
      `git rm --cached ${env.file}, add it to .gitignore, and change the secrets in it`,
      'without a secret in it: server_envrc: {allow_tracked: true} in devenv.yaml',
    ]);
  };
}

function isTracked(root: string, file: string): Promise<boolean> {
  const command = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false', 'ls-files', '--', file];
  return new Promise(resolve => {
    execFile('git', command, {cwd: root, encoding: 'utf8'}, (error, stdout) => {
      resolve(error === null && stdout !== '');
    });
  });
}
