import {chmodSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from '@jest/globals';
import {binary, run, type Result} from './support/devenv';
import {copyOfExample, type Site} from './support/site';

let site: Site;
let home: string;
/** A PATH with what a shell script needs, and no Node. */
let tools: string;

beforeAll(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-again-')));
  tools = join(home, 'tools');
  mkdirSync(tools);
  for (const name of ['sh', 'cat', 'find', 'readlink'])
    symlinkSync((await run('sh', ['-c', `command -v ${name}`], '/')).stdout.trim(), join(tools, name));
  site = await copyOfExample();
});
afterAll(async () => {
  await site.remove();
  rmSync(home, {recursive: true, force: true});
});

const own = (): Record<string, string> => ({
  XDG_STATE_HOME: join(home, 'state'),
  XDG_DATA_HOME: join(home, 'data'),
  XDG_CONFIG_HOME: join(home, 'config'),
});
const withNode = (...args: readonly string[]): Promise<Result> => run(binary, args, site.root, {env: own()});
const withoutNode = (env: Readonly<Record<string, string>> = {}, ...args: readonly string[]): Promise<Result> =>
  run(binary, args.length === 0 ? ['env'] : args, site.root, {env: {...own(), PATH: tools, ...env}});

/** What changed less than a tick of the clock before a process began counts as changed while it read. */
async function ask(): Promise<string> {
  await pause(100);
  const {code, stdout, stderr} = await withNode('env');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

describe('devenv env, asked again', () => {
  beforeEach(async () => {
    await withNode('allow');
  });

  test('says the same, without Node, while nothing changed', async () => {
    const answer = await ask();
    expect(answer).toContain('DATABASE_URL');
    expect(await withoutNode()).toMatchObject({code: 0, stdout: answer, stderr: ''});
  });

  test('also by a link, as npm makes one', async () => {
    const link = join(home, 'devenv');
    symlinkSync(binary, link);
    await pause(100);
    const {stdout} = await run(link, ['env'], site.root, {env: own()});
    expect(await run(link, ['env'], site.root, {env: {...own(), PATH: tools}})).toMatchObject({code: 0, stdout});
  });

  const settings = 'example-django/example/settings.py';
  const changes: readonly (readonly [string, () => () => void])[] = [
    ['a value', () => edit('example-django/.envrc', 'DEBUG=True', 'DEBUG=False')],
    ['the settings', () => edit(settings, 'import', '# changed\nimport')],
    [
      'the settings, with their time set back',
      () => {
        const undo = edit(settings, 'import', '# changed\nimport');
        utimesSync(join(site.root, settings), 1, 1);
        return undo;
      },
    ],
    [
      'the rights of a file',
      () => {
        chmodSync(join(site.root, settings), 0o640);
        return () => {
          chmodSync(join(site.root, settings), 0o644);
        };
      },
    ],
    ['devenv.local.yaml, which is new', () => added('devenv.local.yaml', 'env: {LEVEL: one}\n')],
    [
      'the name of a directory',
      () => {
        const [before, after] = ['example-django/trees', 'example-django/woods'].map(name => join(site.root, name)) as [string, string];
        renameSync(before, after);
        return () => {
          renameSync(after, before);
        };
      },
    ],
    ['a devenv.yaml above the root', () => added('../devenv.yaml', 'name: above\n')],
    ["direnv's configuration", () => addedAt(join(home, 'config/direnv/direnv.toml'), '')],
    [
      'the decision',
      () => {
        const [place, aside] = ['allow', 'aside'].map(name => join(home, 'state/devenv', name)) as [string, string];
        renameSync(place, aside);
        return () => {
          renameSync(aside, place);
        };
      },
    ],
  ];

  test.each(changes)('is answered anew after a change of %s', async (_, change) => {
    await ask();
    expect((await withoutNode()).code).toBe(0);
    const undo = change();
    expect(await withoutNode()).toMatchObject({code: 127, stdout: ''});
    undo();
  });

  test.each([
    ['another home', {HOME: '/nonexistent'}, ['env']],
    ['colours', {FORCE_COLOR: '1'}, ['env']],
    ['an evaluation that calls it', {DEVENV_EVALUATING: '1'}, ['env']],
    ['a flag', {}, ['env', '--json']],
    ['two words in one', {}, ['env --json']],
  ])('is answered anew for %s', async (_, env, args) => {
    await ask();
    expect(await withoutNode(env as Record<string, string>, ...args)).toMatchObject({code: 127, stdout: ''});
  });

  test('is answered anew where another directory took the place of the project', async () => {
    await ask();
    const [here, aside] = [site.root, `${site.root}-aside`];
    renameSync(here, aside);
    mkdirSync(here);
    expect((await run(binary, ['env'], here, {env: {...own(), PATH: tools}})).code).toBe(127);
    rmSync(here, {recursive: true});
    renameSync(aside, here);
  });

  test('answers where nothing can be kept', async () => {
    const env = {...own(), XDG_STATE_HOME: join(home, 'state-of-nobody')};
    await run(binary, ['allow'], site.root, {env});
    writeFileSync(join(home, 'state-of-nobody/devenv/again'), 'a file, no directory');
    expect(await run(binary, ['env'], site.root, {env})).toMatchObject({code: 0, stderr: ''});
  });

  test('keeps nothing where the caller has a say', async () => {
    const undo = edit('example-django/.envrc', 'export DEBUG=True', 'export DEBUG=${CALLER:-True}');
    await withNode('allow');
    await ask();
    expect((await withoutNode()).code).toBe(127);
    undo();
  });

  test('keeps no secret', async () => {
    await ask();
    const [, secret = ''] = /SECRET_KEY=(\S+)/.exec(site.read('example-django/.envrc')) ?? [];
    expect(secret.length).toBeGreaterThan(20);
    expect((await run('grep', ['-rlF', secret.replaceAll(/['"]/g, ''), join(home, 'state')], '/')).stdout).toBe('');
    expect((await run('find', [join(home, 'state/devenv/again'), '-perm', '/077'], '/')).stdout).toBe('');
  });
});

function edit(file: string, from: string, to: string): () => void {
  const before = site.read(file);
  site.edit(file, from, to);
  return () => {
    site.write(file, before);
  };
}

function added(file: string, content: string): () => void {
  return addedAt(join(site.root, file), content);
}

function addedAt(path: string, content: string): () => void {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, content);
  return () => {
    rmSync(path);
  };
}
