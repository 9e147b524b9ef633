import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {tmpdir} from 'node:os';
import {binary, devenv, devenvJson, run, type Result, type UpReport} from './support/devenv';
import {copyOfExample, type Site} from './support/site';
import {allServices} from './support/stack';

let site: Site;
let first: Result;

beforeAll(async () => {
  site = await copyOfExample();
  first = await devenv(site.root, 'up', '--json');
});
afterAll(() => site.remove());

const piped = (input: string, ...args: readonly string[]) => run(binary, args, site.root, {input});
/** What a terminal reads as the beginning of a colour. */
const escape = '\u001b';

describe('status', () => {
  test('tells the same project, mode, URLs and services as up did', async () => {
    const up = JSON.parse(first.stdout) as UpReport;
    const status = await devenvJson<UpReport>(site.root, 'status');
    expect(status).toEqual({project: up.project, mode: up.mode, urls: up.urls, services: up.services});
  });

  test('names each service with its state, health, image and ports', async () => {
    const {mode, urls, services} = await devenvJson<UpReport>(site.root, 'status');
    const port = Number(new URL(urls.site).port);
    expect(mode).toBe('development');
    expect(urls.admin).toBe(`${urls.site}admin/`);
    expect(services.map(({name}) => name).sort()).toEqual(allServices);
    for (const service of services)
      expect(service).toMatchObject({state: 'running', health: 'healthy', image: expect.stringContaining(':')});
    expect(services.find(({name}) => name === 'nginx')).toMatchObject({ports: [{host: port, container: 80}]});
    expect(services.find(({name}) => name === 'db')).toMatchObject({ports: []});
  });

  test.each(['describe', 'ps'])('%s is another name for it', async alias => {
    expect((await devenv(site.root, alias)).stdout).toBe((await devenv(site.root, 'status')).stdout);
  });

  test('--dir finds the project from elsewhere, and a directory inside the project finds it too', async () => {
    const here = await devenv(site.root, 'status');
    expect(await devenv(tmpdir(), 'status', '--dir', site.root)).toEqual(here);
    expect(await devenv(`${site.django}/journal`, 'status')).toEqual(here);
  });
});

describe('logs', () => {
  test('begin each line with its service', async () => {
    const {code, stdout} = await devenv(site.root, 'logs', 'web', 'redis', '--tail', '3');
    const services = stdout
      .trim()
      .split('\n')
      .map(line => /^(\w+)-1 +\| /.exec(line)?.[1]);
    expect(code).toBe(0);
    expect([...new Set(services)].sort()).toEqual(['redis', 'web']);
    expect(services.filter(name => name === 'redis')).toHaveLength(3);
  });

  test('--since leaves out what is older', async () => {
    expect(await devenv(site.root, 'logs', 'redis', '--since', '2100-01-01')).toMatchObject({code: 0, stdout: ''});
  });

  test('an unknown service is an error of use that names those there are', async () => {
    const {code, stdout, stderr} = await devenv(site.root, 'logs', 'webb');
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toContain('There is no service webb; there are ');
    for (const service of allServices) expect(stderr).toContain(service);
  });
});

describe('exec, run and manage', () => {
  test.each([
    ['exec', 'web', 'sh', '-c', 'exit 42'],
    ['exec', 'web', '--', 'sh', '-c', 'exit 42'],
    ['run', 'sh', '-c', 'exit 42'],
    ['run', '--', 'sh', '-c', 'exit 42'],
    ['manage', 'shell', '-v0', '--command', 'raise SystemExit(42)'],
  ])('%s: %s %s %s passes the exit code on', async (...command) => {
    expect(await devenv(site.root, ...command.filter(Boolean))).toMatchObject({code: 42, stdout: ''});
  });

  test.each([
    ['exec', 'web', 'cat'],
    ['run', 'cat'],
  ])('%s %s hands stdin on to the last byte', async (...command) => {
    const input = `${'leaf '.repeat(40_000)}\nno newline at the end`;
    const {code, stdout} = await piped(input, ...command);
    expect(code).toBe(0);
    expect(stdout === input).toBe(true);
  });

  test('stdout and stderr of the command stay apart', async () => {
    const {stdout, stderr} = await devenv(site.root, 'exec', 'web', 'sh', '-c', 'echo out; echo err >&2');
    expect({stdout, stderr}).toEqual({stdout: 'out\n', stderr: 'err\n'});
  });

  test('one that leaves its input unread ends', async () => {
    expect(await run('sh', ['-c', `yes leaf | '${binary}' exec web head -n 1`], site.root)).toMatchObject({code: 0, stdout: 'leaf\n'});
  });

  test('manage shell reads its code from stdin', async () => {
    const {code, stdout} = await piped('from trees.models import Species; print(Species.objects.count())\n', 'manage', 'shell');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n').at(-1)).toBe('8');
  });

  test('run leaves no container behind and touches none that runs', async () => {
    const before = await run('docker', ['ps', '--all', '--quiet', '--filter', `label=devenv.root=${site.root}`], '/');
    await devenv(site.root, 'run', 'python', '--version');
    expect(await run('docker', ['ps', '--all', '--quiet', '--filter', `label=devenv.root=${site.root}`], '/')).toEqual(before);
  });

  test('a service that does not exist is an error of use', async () => {
    const {code, stderr} = await devenv(site.root, 'exec', 'webb', 'true');
    expect(code).toBe(2);
    expect(stderr).toContain('There is no service webb');
  });
});

describe('every command', () => {
  test('has help with examples, and the aliases that users bring are there', async () => {
    const {stdout} = await devenv(site.root, '--help');
    const commands = [...stdout.slice(stdout.indexOf('COMMANDS')).matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name!);
    expect(commands).toEqual(expect.arrayContaining(['up', 'start', 'down', 'stop', 'status', 'describe', 'shell', 'ssh', 'test', 'push']));
    for (const command of commands) {
      const help = await devenv(site.root, command, '--help');
      expect({command, code: help.code, examples: /EXAMPLES\n.*\$ devenv /s.test(help.stdout)}).toEqual({command, code: 0, examples: true});
    }
  });

  test.each([
    ['up'],
    ['up', '--dry-run'],
    ['status'],
    ['env'],
    ['inspect'],
    ['doctor'],
    ['allow'],
    ['push', '--tag', '127.0.0.1:1/site:1'],
  ])('%s %s --json prints exactly one JSON object on stdout', async (...command) => {
    const {stdout} = await devenv(site.root, ...command.filter(Boolean), '--json');
    const value = JSON.parse(stdout) as unknown;
    expect(value).not.toBeNull();
    expect(Array.isArray(value)).toBe(false);
    expect(typeof value).toBe('object');
  });

  test('up --json tells its progress on stderr and gives the steps with their reasons', () => {
    const {steps} = JSON.parse(first.stdout) as UpReport;
    const told = first.stderr
      .trim()
      .split('\n')
      .filter(line => line.startsWith('✔ '));
    expect(steps.map(({what, because}) => `✔ ${what}  (${because})`)).toEqual(told.map(line => line.replace(/ {2}[\d.]+ s$/, '')));
  });

  test('without a terminal no output has an escape code', async () => {
    const results = [first];
    for (const args of [['status'], ['logs', '--tail', '5'], ['env'], ['inspect'], ['doctor'], ['logs', 'webb'], ['--help']])
      results.push(await devenv(site.root, ...args));
    for (const {stdout, stderr} of results) expect(stdout + stderr).not.toContain(escape);
  });

  test('on a terminal status has colours, and NO_COLOR takes them away', async () => {
    const onTerminal = (...env: readonly string[]) =>
      run('env', ['-u', 'CI', 'TERM=xterm-256color', ...env, 'script', '-qec', `${binary} status`, '/dev/null'], site.root);
    const [coloured, plain] = [await onTerminal(), await onTerminal('NO_COLOR=1')];
    expect(coloured.stdout).toContain(`${escape}[`);
    expect(plain.stdout).toContain('http://localhost:');
    expect(plain.stdout).not.toContain(`${escape}[`);
  });
});

describe('a project that is down', () => {
  beforeAll(() => devenv(site.root, 'stop'));

  test('status says that nothing runs and how to change that', async () => {
    const {code, stdout} = await devenv(site.root, 'status');
    expect(code).toBe(0);
    expect(stdout).toContain('nothing runs: devenv up');
  });

  test.each([['exec', 'web', 'true'], ['manage', 'check'], ['logs']])(
    '%s %s %s ends with 5 and names the command to run',
    async (...command) => {
      const {code, stderr} = await devenv(site.root, ...command.filter(Boolean));
      expect(code).toBe(5);
      expect(stderr).toContain('Next: devenv up');
    },
  );

  test('start is another name for up', async () => {
    const up = await devenv(site.root, 'up', '--dry-run');
    expect(up.stdout).toContain('start web, worker, beat, nginx');
    expect(await devenv(site.root, 'start', '--dry-run')).toEqual(up);
  });
});
