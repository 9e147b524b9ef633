import {expect, test} from '@jest/globals';
import {resolve} from 'node:path';
import {run, type Result} from '../e2e/support/devenv';
import {builtExample} from './built';

const {site, image} = builtExample();

/** Runs a manage.py of which this is the text, as the development server does. */
async function served(manage: string): Promise<Result> {
  site().write('manage_own.py', manage);
  const mounts = [
    `${resolve(__dirname, '../../images/app/runserver.py')}:/opt/devenv/runserver.py:ro`,
    `${resolve(site().root, 'manage_own.py')}:/own/manage.py:ro`,
  ].flatMap(mount => ['--volume', mount]);
  const options = ['--rm', '--network=none', '--workdir=/own', '--env', 'DEVENV_REQUIRED=', ...mounts];
  return run('docker', ['run', ...options, image(), 'python', '/opt/devenv/runserver.py', 'manage.py', 'runserver'], '/');
}

test("a manage.py that starts one of Node's programs goes on without it, and says so", async () => {
  const {code, stdout, stderr} = await served('import subprocess, sys\nprint(subprocess.Popen(["npm-watch"]).wait(), sys.argv[1:])\n');
  expect([code, stdout]).toEqual([0, "0 ['runserver']\n"]);
  expect(stderr).toContain('devenv: npm-watch is not in this image and not started');
});

test('another program that is not there fails as ever', async () => {
  const {code, stderr} = await served('import subprocess\nsubprocess.Popen(["wkhtmltopdf"])\n');
  expect([code, stderr]).toEqual([1, expect.stringContaining("FileNotFoundError: [Errno 2] No such file or directory: 'wkhtmltopdf'")]);
});
