import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import type {Project} from '../model/project';

const run = promisify(execFile);

/** The commit that is checked out and whether files differ from it; null outside of a repository, before the first commit and without git. */
export async function readGit(root: string): Promise<Project['git']> {
  try {
    const [commit, changes] = await Promise.all([
      run('git', ['-C', root, 'rev-parse', '--verify', 'HEAD']),
      run('git', ['-C', root, '--no-optional-locks', 'status', '--porcelain', '--', '.'], {maxBuffer: 64 * 1024 * 1024}),
    ]);
    return {commit: commit.stdout.trim(), dirty: changes.stdout.trim() !== ''};
  } catch (error) {
    if (isProcessError(error)) return null;
    throw error;
  }
}

/**
 * The day of the last commit that touched one of the files, "2026-05-16".
 * null where one differs from what is committed, and without a history.
 */
export async function lastChange(root: string, files: readonly string[]): Promise<string | null> {
  try {
    const changes = await run('git', ['-C', root, 'status', '--porcelain', '--', ...files]);
    if (changes.stdout.trim() !== '') return null;
    const {stdout} = await run('git', ['-C', root, 'log', '-1', '--format=%cs', '--', ...files]);
    return stdout.trim() === '' ? null : stdout.trim();
  } catch (error) {
    if (isProcessError(error)) return null;
    throw error;
  }
}

function isProcessError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error;
}
