import {spawn, type ChildProcess} from 'node:child_process';
import {chmodSync, mkdtempSync, readFileSync, readdirSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenv, devenvJson, run, stateHome, type Result, type UpReport} from './support/devenv';
import {startRegistry, type Registry} from './support/registry';
import {containersOf, copyOfExample, docker, type Site} from './support/site';
import {projectOf} from './support/stack';

/** One for each source of values; none of them is a word that could stand anywhere by chance. */
const planted = {
  envrc: 'planted-4f1c9d-in-envrc-for-the-settings',
  url: 'planted-4f1c9d-in-a-url',
  dotenv: 'planted-4f1c9d-in-dotenv',
  yaml: 'planted-4f1c9d-in-devenv-yaml',
  local: 'planted-4f1c9d-in-devenv-local-yaml',
  server: 'planted-4f1c9d-in-server-envrc-with-fifty-characters-or-more',
};
const any = 'planted-4f1c9d';
const serverEnvrc = `export SECRET_KEY=${planted.server}
export DATABASE_URL=postgres://a:${planted.server}@localhost/a
export DEBUG=False ALLOWED_HOSTS=localhost CSRF_TRUSTED_ORIGINS=http://localhost REDIS_URL=redis://localhost/0
export SECURE_SSL_REDIRECT=False SESSION_COOKIE_SECURE=False CSRF_COOKIE_SECURE=False SECURE_HSTS_SECONDS=0
`;

let site: Site;
let registry: Registry;
let watcher: ChildProcess;
let seen: string;
const said: (Result & {readonly command: string})[] = [];

/** Runs devenv, keeps all that it says, and fails on another exit code. */
async function say(exit: number, ...args: readonly string[]): Promise<Result> {
  const result = await devenv(site.root, ...args);
  said.push({...result, command: args.join(' ')});
  expect({args, code: result.code, stderr: result.code === exit ? '' : result.stderr}).toEqual({args, code: exit, stderr: ''});
  return result;
}

beforeAll(async () => {
  [site, registry] = await Promise.all([copyOfExample(), startRegistry()]);
  seen = join(mkdtempSync(join(tmpdir(), 'devenv-leak-')), 'commands');
  // Every command line on this machine, again and again, until the tests are over.
  watcher = spawn('sh', [
    '-c',
    `while kill -0 ${String(process.pid)}; do cat /proc/[0-9]*/cmdline; sleep 0.05; done 2>/dev/null >"$0"`,
    seen,
  ]);
  site.edit('example-django/.envrc', /SECRET_KEY=.*/.exec(site.read('example-django/.envrc'))![0], `SECRET_KEY=${planted.envrc}`);
  site.edit('example-django/.envrc', 'example:example@', `example:${planted.url}@`);
  site.write('example-django/.envrc', `${site.read('example-django/.envrc')}dotenv\n`);
  site.write('example-django/.env', `API_TOKEN=${planted.dotenv}\n`);
  site.write('devenv.yaml', `${site.read('devenv.yaml')}\nenv: {YAML_TOKEN: ${planted.yaml}}\nservices: {worker: {env: {LEVEL: one}}}\n`);
  site.write('devenv.local.yaml', `env: {LOCAL_TOKEN: ${planted.local}}\n`);
  site.write('example-django/.server.envrc', serverEnvrc);
  chmodSync(join(site.django, '.server.envrc'), 0o600);
  await say(0, 'allow');
  await say(0, 'up', '--verbose');
});
afterAll(async () => {
  watcher.kill();
  await site.remove();
  await registry.stop();
});

describe('one variable changed', () => {
  const idsOf = async () => Object.fromEntries(Object.entries(await containersOf(site)).map(([service, {id}]) => [service, id]));

  async function replacedBy(change: () => void): Promise<{readonly replaced: readonly string[]; readonly steps: readonly string[]}> {
    const before = await idsOf();
    change();
    await devenv(site.root, 'allow');
    const {steps} = await devenvJson<UpReport>(site.root, 'up');
    const after = await idsOf();
    expect(Object.keys(after).sort()).toEqual(['beat', 'db', 'nginx', 'redis', 'web', 'worker']);
    return {
      replaced: Object.keys(after)
        .filter(service => after[service] !== before[service])
        .sort(),
      steps: steps.map(({what, because}) => `${what}: ${because}`),
    };
  }

  test('in .envrc: the three that read it are replaced, the stores and NGINX are not, and the reason is its name', async () => {
    const {replaced, steps} = await replacedBy(() => site.edit('example-django/.envrc', 'ALLOWED_HOSTS=', 'ALLOWED_HOSTS=leaf.example,'));
    expect(replaced).toEqual(['beat', 'web', 'worker']);
    expect(steps).toContain('start web, worker, beat: ALLOWED_HOSTS changed');
    expect(steps.join('\n')).not.toContain('leaf.example');
  });

  test('for one service in devenv.yaml: that one alone is replaced', async () => {
    const {replaced, steps} = await replacedBy(() => site.edit('devenv.yaml', 'LEVEL: one', 'LEVEL: two'));
    expect(replaced).toEqual(['worker']);
    expect(steps).toContain('start worker: LEVEL changed');
  });

  test('not at all: nothing is replaced', async () => {
    expect(await replacedBy(() => undefined)).toEqual({replaced: [], steps: []});
  });
});

describe('a secret of each source is found nowhere', () => {
  beforeAll(async () => {
    for (const args of [
      ['status'],
      ['env'],
      ['env', '--json'],
      ['env', '--diff'],
      ['env', '--explain', 'SECRET_KEY'],
      ['env', '--production', '--json'],
      ['inspect', '--json'],
      ['up', '--dry-run', '--json'],
      ['up', '--production', '--dry-run'],
    ])
      await say(0, ...args);
    await say(0, 'test', '--verbose');
    await say(0, 'push', '--tag', `${registry.host}/leaves:1`, '--json');
    await say(0, 'up', '--production', '--verbose');
    await say(0, 'build', '--json');
    await breakIt();
    await say(0, 'up', '--json');
    await say(0, 'logs', '--tail', '1000');
  });

  /** A build that fails, and settings that cannot be imported. */
  async function breakIt(): Promise<void> {
    const [pins, settings] = ['example-django/requirements.txt', 'example-django/example/settings.py'].map(file => ({
      file,
      text: site.read(file),
    }));
    site.write(pins!.file, `${pins!.text}\nno-such-package-of-anybody==1.0\n`);
    await say(4, 'up', '--verbose');
    site.write(pins!.file, pins!.text);
    site.write(settings!.file, `${settings!.text}\nprint(undefined)\n`);
    site.edit('devenv.yaml', planted.yaml, `${planted.yaml}-2`);
    await say(5, 'up', '--verbose');
    site.write(settings!.file, settings!.text);
  }

  test('no output of a command has it, failures and JSON included', () => {
    const told = said.filter(({stdout, stderr}) => (stdout + stderr).includes(any)).map(({command}) => command);
    expect(told).toEqual([]);
    expect(said.length).toBeGreaterThan(14);
  });

  test('no command line has it, of ours or of a container', () => {
    const commands = readFileSync(seen, 'latin1');
    expect(commands).toContain('runserver');
    expect(commands).not.toContain(any);
  });

  test("no image has it: layers, history, labels, configuration; nor has Docker's list of them", async () => {
    const project = await projectOf(site);
    const images = await docker('images', '--quiet', '--no-trunc', '--filter', `label=devenv.project=${project}`);
    expect(new Set(images).size).toBeGreaterThanOrEqual(4);
    const told = [
      await docker('image', 'inspect', ...images),
      ...(await Promise.all(images.map(image => docker('history', '--no-trunc', image)))),
    ];
    expect(told.flat().join('\n')).not.toContain(any);
    const search = (text: string) =>
      run('sh', ['-c', `docker save ${[...new Set(images)].join(' ')} | grep --text --count -e '${text}'`], '/');
    expect(Number((await search(any)).stdout)).toBe(0);
    expect(Number((await search('class OfflineRunner')).stdout)).toBeGreaterThan(0);
  });

  test('no file that others can read has it', async () => {
    const files = readdirSync(join(site.root, '.devenv'), {recursive: true, withFileTypes: true}).filter(entry => entry.isFile());
    const holding = files.map(entry => join(entry.parentPath, entry.name)).filter(file => readFileSync(file, 'latin1').includes(any));
    const modes = holding.map(file => [file.slice(site.root.length), (statSync(file).mode & 0o777).toString(8)] as const);
    expect(modes).toEqual(
      expect.arrayContaining([
        ['/.devenv/compose.yaml', '600'],
        ['/.devenv/production.web.env.sh', '440'],
      ]),
    );
    // The user of the image reads its values by the invoking user's group.
    const allowed = (file: string) => (/\/production\.\w+\.env\.sh$/.test(file) ? '440' : '600');
    expect(modes).toEqual(modes.map(([file]) => [file, allowed(file)]));
    const left = (await run('grep', ['-rlF', any, stateHome], '/')).stdout;
    expect(left).toBe('');
  });
});
