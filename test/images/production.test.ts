import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {chmodSync} from 'node:fs';
import {join} from 'node:path';
import {devenvJson, run} from '../e2e/support/devenv';
import {layersOf} from '../e2e/support/inspect';
import {copyOfExample, docker, type Site} from '../e2e/support/site';
import {installed, missingBytecode} from './questions';

interface Config {
  readonly Config: Readonly<Record<string, unknown>> & {readonly Env: readonly string[]; readonly Labels: Readonly<Record<string, string>>};
  readonly Size: number;
}

let site: Site;
let images: {readonly app: string; readonly nginx: string};
let config: Config;

const secret = 'a-secret-of-the-server-that-nobody-may-find-in-an-image';
const placeholders = ['--env', 'SECRET_KEY=x', '--env', 'DATABASE_URL=postgres://a:b@db/c'];

beforeAll(async () => {
  site = await copyOfExample();
  site.write('example-django/.server.envrc', `export SECRET_KEY=${secret}\n`);
  site.write('example-django/legacy.py', 'print "of another Python"\n');
  chmodSync(join(site.django, '.server.envrc'), 0o600);
  images = (await devenvJson<{images: typeof images}>(site.root, 'build')).images;
  config = await inspect(images.app);
});
afterAll(() => site.remove());

async function inspect(image: string): Promise<Config> {
  return (JSON.parse((await docker('image', 'inspect', image)).join('\n')) as [Config])[0];
}

/** Runs a shell script in the image as its own user; returns what it prints and how it ends. */
async function inside(
  script: string,
  options: readonly string[] = [],
  image = images.app,
): Promise<{readonly code: number; readonly text: string}> {
  const {code, stdout, stderr} = await run(
    'docker',
    ['run', '--rm', '--network=none', ...options, '--entrypoint', 'sh', image, '-c', script],
    '/',
  );
  return {code, text: (stdout + stderr).trim()};
}

/** How many lines of an image's layers contain one of the texts. */
async function linesWith(image: string, ...texts: readonly string[]): Promise<number> {
  const patterns = texts.map(text => `-e '${text}'`).join(' ');
  return Number((await run('sh', ['-c', `docker save ${image} | grep --text --count ${patterns}`], '/')).stdout);
}

/** Obligation, what shows it inside the image, and what that prints. The numbers are those of facts/production-image.md. */
const table: readonly (readonly [number, string, string, string])[] = [
  [2, 'stands on Debian and its libc', '. /etc/os-release; echo $ID', 'debian'],
  [4, 'has no compiler', 'command -v gcc cc g++ c++ clang make ld', ''],
  [4, 'has no headers and no -dev package', 'ls /usr/include 2>/dev/null; dpkg -l | grep -E "^ii +[^ ]*-dev[: ]"', ''],
  [
    5,
    'finds every shared library that its packages need',
    "find /opt/venv -name '*.so*' -exec ldd {} + 2>/dev/null | grep 'not found'",
    '',
  ],
  [7, 'runs the Python of a virtual environment outside the source tree', 'python -c "import sys; print(sys.prefix)"', '/opt/venv'],
  [
    8,
    'has the interpreter that the environment was made with',
    'readlink -f /opt/venv/bin/python | sed "s/3[.][0-9]*$/3.X/"',
    '/usr/local/bin/python3.X',
  ],
  [9, 'left its installer behind', 'command -v uv; ls -d /opt/uv /root/.cache /tmp/* 2>/dev/null', ''],
  [
    11,
    'has bytecode with a checked hash for every module that this Python can read',
    missingBytecode,
    'no bytecode: /app/example-django/legacy.py',
  ],
  [14, 'runs as a user without rights', 'id -u; id -g', '10001\n10001'],
  [15, 'gives that user no way to write code', 'find /app /opt -writable ! -path /app/example-django/media -print -quit', ''],
  [15, 'has root own the code', 'find /app /opt ! -user root ! -path /app/example-django/media -print -quit', ''],
  [19, 'has a wrapper that becomes the command', 'tail -n 1 /opt/devenv/runinenv', 'exec "$@"'],
  [
    34,
    'has no file of variables, no repository and nothing generated in it',
    "find / -xdev \\( -name '.env*' -o -name '*.envrc*' -o -name .git -o -name .devenv \\) 2>/dev/null",
    '',
  ],
  [
    36,
    'has its static files collected with their manifest',
    'test -s /app/example-django/staticfiles/staticfiles.json && echo there',
    'there',
  ],
  [45, 'keeps no package lists and no archives', 'find /var/lib/apt/lists /var/cache/apt -type f ! -name lock 2>/dev/null', ''],
  [47, 'speaks UTF-8', 'python -c "import sys; print(sys.getfilesystemencoding())"', 'utf-8'],
];

describe('the image that ships', () => {
  test.each(table)('%i: %s', async (_, __, script, expected) => {
    expect((await inside(script)).text).toBe(expected);
  });

  test('6: keeps the layers of its dependencies when only the code changes', async () => {
    const before = await layersOf(images.app);
    const [last] = (await inside('ls /opt/venv/bin/gunicorn')).text.split('\n');
    site.edit('example-django/example/views.py', '\n', '\n# changed\n');
    const after = await layersOf((await devenvJson<{images: typeof images}>(site.root, 'build')).images.app);
    const same = before.filter((layer, index) => after[index] === layer);
    expect(last).toBe('/opt/venv/bin/gunicorn');
    expect(same.length).toBeGreaterThanOrEqual(before.length - 4);
    expect(after).not.toEqual(before);
  });

  test('10: has every pin installed at its version, and no development package', async () => {
    const pinsOf = (file: string) =>
      site
        .read(file)
        .toLowerCase()
        .replaceAll('_', '-')
        .split('\n')
        .filter(line => line.includes('=='));
    const packages = (await inside(installed)).text.split('\n');
    expect(packages).toEqual(expect.arrayContaining(pinsOf('example-django/requirements.txt')));
    expect(packages.filter(name => pinsOf('example-django/requirements-dev.txt').includes(name))).toEqual([]);
  });

  test('13: needs no writable file system but /tmp', async () => {
    expect((await inside('python manage.py check', ['--read-only', '--tmpfs', '/tmp', ...placeholders])).code).toBe(0);
  });

  test('14, 18, 23, 27, 28, 38, 39: says what it is, how it runs without a shell, holds no output back, and leaves healthchecks to the services', () => {
    expect(config.Config).toMatchObject({
      User: '10001:10001',
      Entrypoint: ['/opt/devenv/runinenv'],
      Cmd: ['gunicorn', '--config', '/opt/devenv/gunicorn.conf.py', 'example.wsgi:application'],
      StopSignal: 'SIGTERM',
    });
    expect(config.Config.Labels).toMatchObject({'org.opencontainers.image.title': 'example.com', 'devenv.role': 'app'});
    expect(config.Config.Env).toEqual(expect.arrayContaining(['PYTHONUNBUFFERED=1', 'PYTHONFAULTHANDLER=1']));
    expect(config.Config['Healthcheck']).toBeUndefined();
    expect(config.Config['Volumes'] ?? null).toBeNull();
  });

  test('3, 32: has no secret and no compiler in its history, configuration or layers', async () => {
    const development = /SECRET_KEY=(.*)/.exec(site.read('example-django/.envrc'))![1]!;
    for (const image of Object.values(images)) {
      const history = await docker('history', '--no-trunc', '--format', '{{.CreatedBy}}', image);
      const told = history.join('\n') + JSON.stringify(await inspect(image));
      expect(told).not.toMatch(/build-essential|gcc/);
      expect(told).not.toContain(secret);
      expect(told).not.toContain(development);
      expect(await linesWith(image, secret, development)).toBe(0);
    }
    expect(await linesWith(images.app, 'class OfflineRunner')).toBeGreaterThan(0);
  });

  test('35: does not start without its values, and names the one that is missing', async () => {
    const {code, text} = await inside('python manage.py check');
    expect(code).not.toBe(0);
    expect(text).toContain('Set the SECRET_KEY environment variable');
  });

  test('44: adds less than 150 MB to its base', async () => {
    const [base] = await docker('images', '--format', '{{.Repository}}:{{.Tag}}', 'devenv/python');
    expect(config.Size - (await inspect(base!)).Size).toBeLessThan(150e6);
  });

  test("48: passes Django's checks for a deployment", async () => {
    const values = ['--env', `SECRET_KEY=${secret}`, '--env', 'ALLOWED_HOSTS=example.com', '--env', 'DATABASE_URL=postgres://a:b@db/c'];
    expect(await inside('python manage.py check --deploy --fail-level WARNING', values)).toMatchObject({code: 0});
  });

  test('50: comes from a Dockerfile without a complaint of the builder', async () => {
    const {code, stdout, stderr} = await run('docker', ['buildx', 'build', '--check', '--file', '.devenv/Dockerfile', '.'], site.root);
    expect({code, complaints: /WARNING.*/.exec(stdout + stderr)?.[0]}).toEqual({code: 0, complaints: undefined});
  });
});

describe('the NGINX image that ships', () => {
  test('has the home page and the very static files of the app', async () => {
    const sums = (directory: string) => `cd ${directory} && find . -type f -exec sha256sum {} + | sort`;
    const [app, nginx] = [await inside(sums('/app/example-django/staticfiles')), await inside(sums('/srv/static'), [], images.nginx)];
    expect(nginx.text).toBe(app.text);
    expect((await inside('cat /srv/homepage/index.html', [], images.nginx)).text).toBe(site.read('homepage/index.html').trim());
  });

  test('has nothing of the code, and a configuration that NGINX accepts', async () => {
    expect((await inside('ls -d /app 2>/dev/null; find /srv -name "*.py"', [], images.nginx)).text).toBe('');
    expect((await inside('nginx -t', [], images.nginx)).text).toContain('test is successful');
  });
});
