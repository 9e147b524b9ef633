import {expect, test} from '@jest/globals';
import {run, type Result} from '../e2e/support/devenv';
import {builtExample, over} from './built';

const {site, image} = builtExample();

/** Runs a manage.py of which this is the text, as the development server does. */
async function served(manage: string): Promise<Result> {
  site().write('starts.py', manage);
  const options = ['--workdir=/own', ...over('runserver.py', site(), 'starts.py')];
  return run('docker', ['run', ...options, image(), 'python', '/opt/devenv/runserver.py', 'starts.py', 'runserver'], '/');
}

test("a manage.py that starts one of Node's programs goes on without it, and says so", async () => {
  const {code, stdout, stderr} = await served('import subprocess, sys\nprint(subprocess.Popen(["npm-watch"]).wait(), sys.argv[1:])\n');
  expect([code, stdout]).toEqual([0, "0 ['runserver']\n"]);
  expect(stderr).toContain('devenv: npm-watch is not in this image and not started');
});

test('what such a program would have written is read as empty, as the caller asked for it', async () => {
  const {code, stdout, stderr} = await served('import subprocess\nprint(subprocess.check_output(["npm", "--version"]))\n');
  expect([code, stdout, stderr]).toEqual([0, "b''\n", expect.stringContaining('npm is not in this image')]);
});

test('another program that is not there fails as ever', async () => {
  const {code, stderr} = await served('import subprocess\nsubprocess.Popen(["wkhtmltopdf"])\n');
  expect([code, stderr]).toEqual([1, expect.stringContaining("FileNotFoundError: [Errno 2] No such file or directory: 'wkhtmltopdf'")]);
});
