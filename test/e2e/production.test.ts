import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {chmodSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join, posix} from 'node:path';
import {binary, devenv, devenvJson, run, type UpReport} from './support/devenv';
import {freePort, uploadPicture} from './support/http';
import {imageOf, layersOf} from './support/inspect';
import {until} from './support/until';
import {containersOf, copyOfExample, docker, type Container, type Site} from './support/site';

/** A value with everything that a shell, Compose or a Dockerfile would change. */
const odd = `it's "quoted" $HOME \${PATH} $$ \`id\` 100% #1 \\n  two spaces, fifty characters`;

const serverEnvrc = (port: number) => `export SECRET_KEY='${odd.replaceAll("'", `'\\''`)}'
export DEBUG=False
export ALLOWED_HOSTS=localhost
export CSRF_TRUSTED_ORIGINS=http://localhost:${String(port)}
export DATABASE_URL=postgres://example:rehearsal@localhost:5432/example
export REDIS_URL=redis://localhost:6379/0
export SECURE_SSL_REDIRECT=False
export SESSION_COOKIE_SECURE=False
export CSRF_COOKIE_SECURE=False
export SECURE_HSTS_SECONDS=0
`;

const toFile = '{"class": "logging.FileHandler", "filename": BASE_DIR / "logs" / "site.log"}';

let site: Site;
let url: string;
let tested: string;
let up: UpReport;
let services: Readonly<Record<string, Container>>;

beforeAll(async () => {
  site = await copyOfExample();
  const port = await freePort();
  site.write('devenv.yaml', `${site.read('devenv.yaml')}\nport: ${String(port)}\n`);
  site.write('example-django/.server.envrc', serverEnvrc(port));
  chmodSync(join(site.django, '.server.envrc'), 0o600);
  const settings = 'example-django/example/settings.py';
  site.write(settings, `${site.read(settings)}\nLOGGING["handlers"]["console"] = ${toFile}\n`);
  tested = (await devenvJson<{image: string}>(site.root, 'test')).image;
  up = await devenvJson<UpReport>(site.root, 'up', '--production');
  url = up.urls.site;
  services = await containersOf(site, 'production');
});
afterAll(() => site.remove());

const get = (path: string) => fetch(new URL(path, url), {redirect: 'manual', signal: AbortSignal.timeout(10_000)});
const web = () => services['web']!;
const inWeb = async (...command: readonly string[]) => (await docker('exec', web().id, ...command)).join('\n');
const code = ['web', 'worker', 'beat'];

describe('the image', () => {
  test('is the app that devenv test was based on, and nothing was built for it again', async () => {
    const app = await imageOf(tested.split(':')[0]!, 'app');
    const shipped = await layersOf(app);
    expect(up.steps.map(step => step.do)).not.toContain('build-image');
    for (const service of code) expect(services[service]!.image).toBe(app);
    expect((await layersOf(tested)).slice(0, shipped.length)).toEqual(shipped);
  });

  test('runs without the source mounted: only its values, its uploads and its logs are', () => {
    for (const service of code)
      expect([...services[service]!.mounts].map(mount => posix.basename(mount)).sort()).toEqual(['env.sh', 'logs', 'media']);
  });

  test('goes on with the log that the settings have opened', async () => {
    expect((await get('/api/no-such-page/')).status).toBe(404);
    expect(await inWeb('sh', '-c', 'stat --format=%u logs/site.log; cat logs/site.log')).toMatch(/^10001\n[^]*Not Found: .api.no/);
  });

  test('runs with a read-only root, no capability, no way to gain one, and a numeric user without rights', async () => {
    const [raw] = JSON.parse((await docker('inspect', web().id)).join('\n')) as [{HostConfig: object; Config: object}];
    expect(raw.HostConfig).toMatchObject({ReadonlyRootfs: true, CapDrop: ['ALL'], RestartPolicy: {Name: 'unless-stopped'}});
    expect(raw.Config).toMatchObject({User: '10001:10001'});
    const status = await inWeb('cat', '/proc/self/status');
    expect(status).toMatch(/^CapEff:\s+0+$/m);
    expect(status).toMatch(/^CapBnd:\s+0+$/m);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(await inWeb('sh', '-c', 'touch /app/x 2>&1 || id -u')).toMatch(/Read-only file system\n10001$/);
  });
});

describe('gunicorn', () => {
  test('serves with 2 x cores + 1 workers', async () => {
    const processes = (await docker('top', web().id, '-eo', 'pid,ppid,args')).filter(line => line.includes('bin/gunicorn'));
    const masters = new Set(processes.map(line => line.trim().split(/\s+/)[0]));
    const workers = processes.filter(line => masters.has(line.trim().split(/\s+/)[1]));
    expect(workers).toHaveLength(2 * availableParallelism() + 1);
    expect(processes).toHaveLength(workers.length + 1);
  });

  test('logs each request to stdout and no error of its own', async () => {
    await get('/api/status/?seen-in-the-log');
    const log = await run('docker', ['logs', web().id], '/');
    expect(log.stdout).toContain('GET /api/status/?seen-in-the-log');
    expect(log.stdout + log.stderr).not.toMatch(/error/i);
  });
});

describe('the values of .server.envrc', () => {
  test('reach the settings as they were written', async () => {
    const {stdout} = await devenv(
      site.root,
      'manage',
      'shell',
      '-v0',
      '--command',
      'from django.conf import settings as s; print(s.SECRET_KEY, s.DEBUG, s.ALLOWED_HOSTS, sep="\\n")',
    );
    expect(stdout.trim().split('\n')).toEqual([odd, 'False', "['localhost']"]);
  });

  test('reach the running gunicorn, celery worker and beat', async () => {
    for (const service of code) {
      const environments = await docker(
        'exec',
        services[service]!.id,
        'sh',
        '-c',
        'cat /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" | sort -u',
      );
      expect(environments).toContain(`SECRET_KEY=${odd}`);
    }
  });

  test('reach a shell in the image as it ships', async () => {
    const {code: exit, stdout} = await run(binary, ['shell', '--production'], site.root, {input: 'printf %s "$SECRET_KEY"'});
    expect({exit, stdout}).toEqual({exit: 0, stdout: odd});
  });

  test('leave no shell behind: under the init process runs the program, and runinenv is gone', async () => {
    for (const service of code) {
      const commands = (await docker('top', services[service]!.id, '-eo', 'pid,args'))
        .slice(1)
        .map(line => line.trim().replace(/^\d+\s+/, ''));
      expect(commands.filter(command => command.includes('runinenv'))).toEqual([expect.stringMatching(/^\S*docker-init -- /)]);
      expect(commands[1]).toMatch(/^\S*python.*(gunicorn|celery)/);
    }
  });

  test("are in no container's configuration", () => {
    for (const service of code) expect(services[service]!.env.join('\n')).not.toMatch(/SECRET_KEY=|rehearsal/);
  });
});

describe('the site', () => {
  let stylesheet: string;
  let picture: string;

  test('shows the home page first, and Django after it', async () => {
    const [home, admin, missing] = await Promise.all([get('/'), get('/admin/login/'), get('/no/such/page')]);
    expect(await home.text()).toBe(site.read('homepage/index.html'));
    const login = await admin.text();
    expect(login).toContain('csrfmiddlewaretoken');
    stylesheet = /href="(\/static\/admin\/css\/base\.[0-9a-f]{12}\.css)"/.exec(login)![1]!;
    expect([home.status, admin.status, missing.status]).toEqual([200, 200, 404]);
  });

  test('tells nothing about itself on an error: DEBUG is off', async () => {
    const text = await (await get('/no/such/page')).text();
    expect(text).not.toMatch(/DEBUG|urlconf|Traceback/i);
    expect((await get('/static/admin/css/base.css')).headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('takes an upload', async () => {
    picture = await uploadPicture(url);
    expect(picture).toMatch(/^\/media\/photos\//);
    // The page asks the worker with a limit of one second, which a busy machine can miss.
    await until('Postgres, Redis and celery answer', async () => {
      const {postgres, redis, celery} = (await (await get('/api/status/')).json()) as Record<
        'postgres' | 'redis' | 'celery',
        {answers: boolean}
      >;
      return [postgres, redis, celery].every(({answers}) => answers) ? true : null;
    });
  });

  test('serves home page, static files and uploads by NGINX alone, with Django standing still', async () => {
    await docker('pause', web().id);
    const answers = await Promise.all(
      ['/', stylesheet, '/static/admin/css/base.css', picture, '/static/staticfiles.json'].map(get),
    ).finally(() => docker('unpause', web().id));
    const [, hashed, plain, media] = answers;
    expect(answers.map(({status}) => status)).toEqual([200, 200, 200, 200, 404]);
    expect(hashed!.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(plain!.headers.get('cache-control')).toBe('max-age=3600');
    expect(media!.headers.get('content-type')).toBe('image/png');
    expect(media!.headers.get('content-security-policy')).toContain('sandbox');
  });
});

describe('a stop', () => {
  test.each(['web', 'worker', 'beat', 'nginx', 'db', 'redis'])('ends %s by itself, with exit code 0', async service => {
    const {id} = services[service]!;
    await docker('stop', id);
    expect(await docker('inspect', '--format', '{{.State.ExitCode}} {{.State.OOMKilled}}', id)).toEqual(['0 false']);
  });
});
