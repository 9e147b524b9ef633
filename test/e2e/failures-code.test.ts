import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenv, devenvJson, run, type UpReport} from './support/devenv';
import {failureOf, mustConverge, toldFailureOf, whileBroken} from './support/failure';
import {containersOf, copyOfExample, type Site} from './support/site';
import {until} from './support/until';

const settings = 'example-django/example/settings.py';
const requirements = 'example-django/requirements.txt';

let site: Site;

beforeAll(async () => {
  site = await copyOfExample('broken things');
});

afterAll(async () => {
  await site.remove();
});

const up = () => toldFailureOf(site.root, 'up');
const broken = <T>(file: string, change: (content: string) => string, work: () => Promise<T>) => whileBroken(site, file, change, work);

describe('a first up', () => {
  const lineOf = (file: string, text: string) =>
    site
      .read(file)
      .split('\n')
      .findIndex(line => line.startsWith(text)) + 1;

  test('names the line of a pin that does not exist', async () => {
    const failure = await broken(
      requirements,
      text => text.replace(/^celery==.*$/m, 'celery==5.99.1'),
      () => failureOf(site.root, ['up']),
    );
    expect(failure).toMatchObject({exit: 4, code: 'build-failed', what: 'There is no version 5.99.1 of celery on the index'});
    expect(failure.where).toBe(`${requirements}:${String(lineOf(requirements, 'celery'))}`);
  });

  test('names a package that does not exist', async () => {
    const failure = await broken(requirements, text => `${text}devenv-has-no-such-package==1.0\n`, up);
    const line = site.read(requirements).split('\n').length;
    expect(failure).toMatchObject({
      exit: 4,
      what: 'There is no package devenv-has-no-such-package on the index',
      where: `${requirements}:${String(line)}`,
    });
  });

  test('names a line that is no requirement', async () => {
    const failure = await broken(requirements, text => `${text}what=is this\n`, up);
    expect(failure).toMatchObject({exit: 4, where: `${requirements}:${String(site.read(requirements).split('\n').length)}`});
  });

  test('names both lines when development cannot have what ships', async () => {
    const failure = await broken('example-django/requirements-dev.txt', text => `${text}packaging<26\n`, up);
    expect(failure).toMatchObject({exit: 4, where: 'example-django/requirements-dev.txt:4'});
    expect(failure.what).toContain(`packaging<26 and packaging==26.3 (${requirements}:${String(lineOf(requirements, 'packaging'))}`);
  });

  test('names the line of the settings that does not import', async () => {
    const failure = await broken(settings, text => `${text}import nothing_of_that_name\n`, up);
    const line = site.read(settings).split('\n').length;
    expect(failure).toMatchObject({exit: 5, code: 'unhealthy', where: `${settings}:${String(line)}`});
    expect(failure.what).toContain("No module named 'nothing_of_that_name'");
  });

  test('names the module that does not import', async () => {
    const failure = await broken('example-django/trees/season.py', text => `${text}1 / 0\n`, up);
    const line = site.read('example-django/trees/season.py').split('\n').length;
    expect(failure).toMatchObject({exit: 5, where: `example-django/trees/season.py:${String(line)}`});
  });

  test('comes up once all is corrected, at the next free port, and says who holds the one it wanted', async () => {
    const server = spawn(process.execPath, [
      '-e',
      "const s = require('net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))",
    ]);
    try {
      const [port] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
      site.write('devenv.yaml', `name: example.com\nport: ${port.trim()}\n`);
      const {code, stderr, stdout} = await devenv(site.root, 'up');
      expect([code, stderr]).toEqual([0, expect.stringContaining(`Port ${port.trim()} is taken by node (process ${String(server.pid)})`)]);
      expect(stdout).not.toContain(`localhost:${port.trim()}/`);
    } finally {
      server.kill();
    }
  });

  test('names the project that holds the port', async () => {
    const other = await copyOfExample('other');
    try {
      const {urls} = await devenvJson<UpReport>(site.root, 'status');
      other.write('devenv.yaml', `name: other\nport: ${new URL(urls.site).port}\n`);
      other.edit(requirements, 'celery==5.6.3', 'celery==5.99.1');
      const {stderr} = await devenv(other.root, 'up');
      expect(stderr).toContain(`Port ${new URL(urls.site).port} is taken by example.com (${site.root})`);
    } finally {
      await other.remove();
    }
  });
});

describe('a running site', () => {
  test.each([
    ['a syntax error', 'def\n', 'SyntaxError'],
    [
      'a variable that is not there',
      'from django.core.exceptions import ImproperlyConfigured as Error\nraise Error("Set the MAIL environment variable")\n',
      'Set the MAIL environment variable',
    ],
  ])('%s in the settings', async (_, code, what) => {
    const failure = await broken(
      settings,
      text => text + code,
      async () => {
        await gone('web');
        return up();
      },
    );
    expect(failure).toMatchObject({exit: 5, where: expect.stringContaining(`${settings}:`), what: expect.stringContaining(what)});
    await mustConverge(site);
  });

  test('code that no server can serve, although nothing else changed', async () => {
    const failure = await broken(
      'example-django/example/urls.py',
      text => `${text}nothing_of_that_name\n`,
      async () => {
        await until('the server has read it', async () => ((await logsOf('web')).includes('NameError') ? true : null));
        return up();
      },
    );
    expect(failure).toMatchObject({exit: 5, where: expect.stringContaining('example-django/example/urls.py:')});
    expect(failure.what).toContain("web ended with exit code 1: NameError: name 'nothing_of_that_name' is not defined");
    await mustConverge(site);
  });

  test('a celery application that does not import', async () => {
    const failure = await broken(
      'example-django/journal/tasks.py',
      text => `${text}nothing_of_that_name\n`,
      async () => {
        await devenv(site.root, 'down');
        return up();
      },
    );
    expect(failure).toMatchObject({
      exit: 5,
      what: expect.stringMatching(/^(worker|beat) ended with exit code 1: NameError/),
      where: expect.stringContaining('example-django/journal/tasks.py:'),
    });
    await mustConverge(site);
  });

  test('a browser is told that Django does not answer, and asks again by itself', async () => {
    const {urls} = await devenvJson<UpReport>(site.root, 'status');
    const page = () => fetch(new URL('/admin/login/', urls.site));
    await broken(
      'example-django/example/urls.py',
      text => `${text}nothing_of_that_name\n`,
      async () => {
        const absent = await until('the server has read it', async () => unlessServed(await page()));
        expect([absent.status, absent.headers.get('refresh')]).toEqual([502, '1']);
        expect(await absent.text()).toContain('devenv logs web');
      },
    );
    await until('the page is back', async () => ((await page()).ok ? true : null));
  });
});

const unlessServed = (response: Response) => (response.ok ? null : response);

async function logsOf(service: string): Promise<string> {
  const {[service]: container} = await containersOf(site);
  const {stdout, stderr} = await run('docker', ['logs', '--tail', '5', container?.id ?? ''], '/');
  return stdout + stderr;
}

/** Waits until a service has ended. */
async function gone(service: string): Promise<void> {
  const {[service]: container} = await containersOf(site);
  const {code, stderr} = await run('docker', ['wait', container?.id ?? ''], '/');
  if (code !== 0) throw new Error(stderr);
}
