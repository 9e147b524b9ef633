import {expect, test} from '@jest/globals';
import {run, type Result} from '../e2e/support/devenv';
import {builtExample, over} from './built';

const {site, image} = builtExample();

/** Looks where the settings collect to, as the project's own user. */
const look = 'import os.path\nprint(os.path.exists("/tmp/collected/staticfiles.json"), os.path.exists("/tmp/collected"))';

/** Starts a command by the script, with settings of its own beside those that the image was built with. */
async function collected(settings: string): Promise<Result> {
  site().write('testing.py', settings);
  const environment = ['DJANGO_SETTINGS_MODULE=testing', 'PYTHONPATH=/own', 'SECRET_KEY=x', 'DATABASE_URL=sqlite://:memory:'];
  const options = [...over('collected.py', site(), 'testing.py'), ...environment.flatMap(one => ['--env', one])];
  return run('docker', ['run', ...options, image(), 'python', '/opt/devenv/collected.py', 'python', '-c', look], '/');
}

const own = (storage: string) => `
SECRET_KEY = "x"
INSTALLED_APPS = ["django.contrib.staticfiles"]
STATIC_URL = "/static/"
STATIC_ROOT = "/tmp/collected"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.${storage}"}}
`;

test('a manifest that the settings of the tests want is there when the command starts', async () => {
  expect(await collected(own('ManifestStaticFilesStorage'))).toEqual({code: 0, stdout: 'True True\n', stderr: ''});
});

test('nothing is collected for settings without a manifest', async () => {
  expect(await collected(own('StaticFilesStorage'))).toEqual({code: 0, stdout: 'False False\n', stderr: ''});
});

test('settings that cannot be imported are told, and the command starts', async () => {
  const {code, stdout, stderr} = await collected('import nowhere_to_be_found');
  expect({code, stdout}).toEqual({code: 0, stdout: 'False False\n'});
  expect(stderr).toBe("! Static files could not be collected for the tests: ModuleNotFoundError: No module named 'nowhere_to_be_found'\n");
});
