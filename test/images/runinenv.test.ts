import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {chmodSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {devenvJson, run} from '../e2e/support/devenv';
import {copyOfExample, type Site} from '../e2e/support/site';

/** Everything that a shell would change. */
const odd = `it's "q" $HOME \`id\` \\n #1`;
const secret = 'a-secret-of-the-server';
const placeholders = ['--env', 'SECRET_KEY=x', '--env', 'DATABASE_URL=postgres://a:b@db/c'];

let site: Site;
let image: string;

beforeAll(async () => {
  site = await copyOfExample();
  site.write('example-django/.server.envrc', `export SECRET_KEY=${secret}\nexport DATABASE_URL=postgres://a:b@localhost/c\n`);
  chmodSync(join(site.django, '.server.envrc'), 0o600);
  image = (await devenvJson<{images: {app: string}}>(site.root, 'build')).images.app;
});
afterAll(() => site.remove());

describe('runinenv in the image that ships', () => {
  test('names what is required and missing, before anything starts; another list can be given', async () => {
    const start = (...options: readonly string[]) =>
      run('docker', ['run', '--rm', '--network=none', ...options, image, 'echo', 'started'], '/');
    expect(await start('--env', 'DATABASE_URL=postgres://a:b@db/c')).toMatchObject({
      code: 7,
      stdout: '',
      stderr: 'runinenv: required, and not set: SECRET_KEY\n',
    });
    expect(await start(...placeholders)).toMatchObject({code: 0, stdout: 'started\n'});
    expect(await start('--env', 'DEVENV_REQUIRED=')).toMatchObject({code: 0, stdout: 'started\n'});
  });

  const settingsSay = ['python', 'manage.py', 'shell', '-v0', '--command', 'from django.conf import settings as s; print(s.SECRET_KEY)'];

  test("takes Docker's secrets as values", async () => {
    site.write('secret', `${odd}\n`);
    const mount = `${site.root}/secret:/run/secrets/secret_key:ro`;
    const {code, stdout} = await run('docker', ['run', '--rm', '--volume', mount, ...placeholders, image, ...settingsSay], '/');
    expect({code, stdout}).toEqual({code: 0, stdout: `${odd}\n`});
  });

  test('gives the same .server.envrc on a host without devenv, by runinenv alone', async () => {
    const own = resolve(__dirname, '../../images/app/runinenv');
    const mounts = ['--volume', `${site.root}:/srv/site:ro`, '--volume', `${own}:/usr/local/bin/runinenv:ro`];
    const host = ['run', '--rm', '--user', '0:0', ...mounts, '--workdir', '/srv/site/example-django', '--entrypoint', 'runinenv', image];
    expect(await run('docker', [...host, ...settingsSay], '/')).toMatchObject({code: 0, stdout: `${secret}\n`});
  });
});
