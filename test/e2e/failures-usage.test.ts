import {chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenv} from './support/devenv';
import {failureOf} from './support/failure';
import {copyOfExample, type Site} from './support/site';

let site: Site;
let empty: string;

beforeAll(async () => {
  site = await copyOfExample();
  empty = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-empty-')));
});

afterAll(async () => {
  rmSync(empty, {recursive: true, force: true});
  await site.remove();
});

describe('the command line', () => {
  test.each([
    [['upp'], 'There is no command upp', 'did you mean devenv up?'],
    [['up', '--dryrun'], 'There is no flag --dryrun', 'did you mean --dry-run?'],
    [['up', '--tail', '3'], 'There is no flag --tail', 'devenv up --help'],
  ])('%j is refused with a suggestion', async (args, what, next) => {
    expect(await failureOf(site.root, args)).toMatchObject({exit: 2, code: 'usage', what, next: expect.arrayContaining([next])});
  });

  test('an argument too many', async () => {
    const {code, stderr} = await devenv(site.root, 'status', 'extra');
    expect([code, stderr]).toEqual([2, '✖ devenv status takes no argument: extra\nNext: devenv status --help\n']);
  });

  test('a missing argument is named', async () => {
    const {code, stderr} = await devenv(site.root, 'exec');
    expect(code).toBe(2);
    expect(stderr).toBe('✖ Missing service and command\nNext: devenv exec --help\n');
  });

  test('devenv alone prints help', async () => {
    const {code, stdout} = await devenv(empty);
    expect(code).toBe(0);
    expect(stdout).toContain('COMMANDS');
  });
});

describe('no Django project', () => {
  test.each([
    ['an empty directory', '.', 'No Django project found in'],
    ['a directory that is not there', './missing', './missing does not exist'],
  ])('%s', async (_, directory, what) => {
    const failure = await failureOf(empty, ['up', '--dir', directory]);
    expect(failure).toMatchObject({exit: 2, what: expect.stringContaining(what)});
    expect(failure.next[0]).toContain('--dir');
  });

  test('a file', async () => {
    expect(await failureOf(site.root, ['up', '--dir', 'devenv.yaml'])).toMatchObject({exit: 2, what: 'devenv.yaml is no directory'});
  });
});

describe('no engine', () => {
  const refused: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['a socket that is not there', {DOCKER_HOST: 'unix:///nowhere/docker.sock'}, 'its socket is not there'],
    ['a port where nobody listens', {DOCKER_HOST: 'tcp://127.0.0.1:1'}, 'nothing answers'],
    ['no address', {DOCKER_HOST: 'nonsense'}, 'DOCKER_HOST is nonsense'],
    ['a context that names nothing', {DOCKER_CONTEXT: 'nothing', DOCKER_HOST: ''}, 'The Docker context nothing names no engine'],
  ];
  test.each(refused)('%s', async (_, env, what) => {
    const failure = await failureOf(site.root, ['up'], {env});
    expect(failure).toMatchObject({exit: 3, code: 'no-engine', what: expect.stringContaining(what)});
  });

  test('no docker command', async () => {
    const env = {PATH: join(process.execPath, '..')};
    expect(await failureOf(site.root, ['build'], {env})).toMatchObject({exit: 3, what: 'There is no docker command on PATH'});
  });
});

describe('devenv.yaml', () => {
  const content = 'name: example.com\n';
  afterAll(() => site.write('devenv.yaml', content));

  test.each([
    ['an unknown key', 'name: x\nportt: 3\n', ["devenv.yaml:2:1: unknown key 'portt' (did you mean 'port'?)"], 2],
    ['a syntax error', 'name: [1, 2\nport: }\n', ['devenv.yaml:2:'], 2],
    ['a wrong type', 'port: eight\n', ['devenv.yaml:1:7: port: expected a port from 1 to 65535, found the text "eight"'], 1],
    [
      'three problems at once',
      'port: x\nnmae: q\nservices: 3\n',
      ['devenv.yaml:1:7', "2:1: unknown key 'nmae' (did you mean 'name'?)", '3:11: services'],
      1,
    ],
  ])('%s', async (_, text, parts, line) => {
    site.write('devenv.yaml', text);
    const failure = await failureOf(site.root, ['up', '--dry-run']);
    expect(failure).toMatchObject({exit: 2, code: 'usage', where: `devenv.yaml:${String(line)}`});
    for (const part of parts) expect(failure.what).toContain(part);
  });

  test('binary garbage', async () => {
    writeFileSync(join(site.root, 'devenv.yaml'), Buffer.from([0xff, 0xfe, 0, 1, 2, 0x80]));
    expect(await failureOf(site.root, ['up', '--dry-run'])).toMatchObject({exit: 2, what: 'devenv.yaml:1:1: not UTF-8 text'});
  });
});

describe('.envrc', () => {
  const file = 'example-django/.envrc';
  let content: string;
  beforeAll(() => {
    site.write('devenv.yaml', 'name: example.com\n');
    content = site.read(file);
  });

  test('changed, denied, then allowed again', async () => {
    site.write(file, `${content}# changed\n`);
    const changed = await failureOf(site.root, ['up']);
    expect(changed).toMatchObject({
      exit: 7,
      code: 'env',
      what: `${file} changed since it was allowed`,
      next: [`read ${file}, then: devenv allow`],
    });
    await devenv(site.root, 'deny');
    expect(await failureOf(site.root, ['up'])).toMatchObject({exit: 7, what: `${file} is denied`});
    site.write(file, content);
    await devenv(site.root, 'allow');
    expect((await devenv(site.root, 'up', '--dry-run')).code).toBe(0);
  });

  test('never allowed', async () => {
    const env = {XDG_STATE_HOME: empty};
    expect(await failureOf(site.root, ['up'], {env})).toMatchObject({exit: 7, what: `${file} was never allowed`});
  });

  test.each([
    ['that fails', 'export NOW=$(date); exit 3'],
    ['with a syntax error', 'export NOW=$(date) ) fi'],
    ['that calls devenv and ends at failures', 'set -e; devenv env'],
  ])('a line %s', async (_, text) => {
    site.write(file, `${content}${text}\n`);
    await devenv(site.root, 'allow');
    const line = String(content.split('\n').length);
    expect(await failureOf(site.root, ['up', '--dry-run'])).toMatchObject({exit: 7, where: `${file}:${line}`});
  });

  test('devenv inside of an evaluation', async () => {
    const failure = await failureOf(site.root, ['up'], {env: {DEVENV_EVALUATING: '1'}});
    expect(failure).toMatchObject({exit: 7, what: 'devenv was called by a file that devenv evaluates'});
  });

  test('a required variable that nothing sets', async () => {
    site.write(file, content);
    await devenv(site.root, 'allow');
    site.edit('example-django/example/settings.py', 'DEBUG = env', 'MAIL = env("MAIL_PASSWORD")\nDEBUG = env');
    const failure = await failureOf(site.root, ['up', '--dry-run']);
    expect(failure).toMatchObject({
      exit: 7,
      where: 'example-django/example/settings.py:16',
      next: ['add to example-django/.envrc: export MAIL_PASSWORD=...'],
    });
    site.edit('example-django/example/settings.py', 'MAIL = env("MAIL_PASSWORD")\n', '');
  });

  test('no .server.envrc', async () => {
    const failure = await failureOf(site.root, ['up', '--production', '--dry-run']);
    expect(failure).toMatchObject({exit: 7, what: expect.stringContaining('SECRET_KEY (example-django/example/settings.py:15)')});
    expect(failure.next.join('\n')).toContain('.server.envrc');
  });

  test('a .server.envrc that everybody can read', async () => {
    site.write('example-django/.server.envrc', 'export SECRET_KEY=x\n');
    chmodSync(join(site.root, 'example-django/.server.envrc'), 0o644);
    const failure = await failureOf(site.root, ['up', '--production', '--dry-run']);
    expect(failure).toMatchObject({exit: 7, next: [expect.stringContaining('chmod 600')]});
  });
});

test('requirements that include a missing file', async () => {
  const requirements = site.read('example-django/requirements.txt');
  site.write('example-django/requirements.txt', `${requirements}-r more.txt\n`);
  const line = String(requirements.split('\n').length);
  expect(await failureOf(site.root, ['up', '--dry-run'])).toMatchObject({exit: 2, where: `example-django/requirements.txt:${line}`});
  site.write('example-django/requirements.txt', requirements);
});
