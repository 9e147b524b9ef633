import {chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {allow, readEnv} from '../../src/env';
import {allowAndRead as read} from './allowed';
import {directoryWith} from './directory';

async function valuesOf(text: string) {
  return Object.fromEntries((await read({'.envrc': text})).variables.map(({name, value}) => [name, value]));
}

describe('the file', () => {
  test('that is missing gives nothing', async () => {
    expect(await readEnv(directoryWith({}), '', 'development', {})).toEqual({
      file: null,
      trust: 'none',
      hash: '',
      variables: [],
      warnings: [],
      review: [],
    });
  });

  test('beside manage.py wins over the one at the root', async () => {
    const root = directoryWith({'.envrc': '', 'site/.envrc': '', 'other/manage.py': ''});
    const ambient = {HOME: root};
    expect(await readEnv(root, 'site', 'development', ambient)).toMatchObject({file: 'site/.envrc'});
    expect(await readEnv(root, 'other', 'development', ambient)).toMatchObject({file: '.envrc'});
  });

  test('of one mode is never read in the other', async () => {
    const root = directoryWith({'.envrc': 'export A=dev', '.server.envrc': 'export A=prod'});
    chmodSync(join(root, '.server.envrc'), 0o600);
    const production = await readEnv(root, '', 'production', {HOME: root});
    expect(production).toMatchObject({file: '.server.envrc', trust: 'allowed', variables: [{name: 'A', value: 'prod'}]});
    rmSync(join(root, '.server.envrc'));
    expect(await readEnv(root, '', 'production', {HOME: root})).toMatchObject({file: null});
  });

  test.each([0o640, 0o604, 0o644])('of production with mode %o is refused', async mode => {
    const root = directoryWith({'.server.envrc': 'export A=1'});
    chmodSync(join(root, '.server.envrc'), mode);
    await expect(readEnv(root, '', 'production', {HOME: root})).rejects.toMatchObject({
      code: 'env',
      message: '.server.envrc:1: other users can read this file',
      next: ['chmod 600 .server.envrc'],
    });
  });
});

describe('a variable', () => {
  test('knows its place and what it replaced', async () => {
    const {variables} = await read({'.envrc': 'export A=1 B=x\n\nexport A=2\ndotenv\n', '.env': '# all\nA=3\n'});
    expect(variables).toEqual([
      {name: 'B', value: 'x', where: {file: '.envrc', line: 1}, overrides: []},
      {
        name: 'A',
        value: '3',
        where: {file: '.env', line: 2},
        overrides: [
          {file: '.envrc', line: 1},
          {file: '.envrc', line: 3},
        ],
      },
    ]);
  });

  test('that is unset is told as such', async () => {
    expect(await valuesOf('export A=1\nunset A B\n')).toEqual({A: null, B: null});
  });

  test('without export reaches nothing, which is a warning', async () => {
    const {variables, warnings} = await read({'.envrc': 'A=1\nexport B=$A\n'});
    expect(variables).toMatchObject([{name: 'B', value: '1'}]);
    expect(warnings).toEqual(['.envrc:1: A is not exported and reaches nothing']);
  });

  test('of the host stays there', async () => {
    const text =
      'export PATH=/x VIRTUAL_ENV=/v LD_PRELOAD=/e DOCKER_HOST=tcp://evil BASH_ENV=/b DIRENV_X=1 HOME=/h LANG=C LANGUAGE_CODE=nl ENV=dev\n';
    expect(await valuesOf(text)).toEqual({LANGUAGE_CODE: 'nl', ENV: 'dev'});
    const {hostOnly} = await read({'.envrc': 'export A=1\nexport SSH_AUTH_SOCK=/s\nunset PATH\n'});
    expect(hostOnly).toEqual([{name: 'SSH_AUTH_SOCK', where: {file: '.envrc', line: 2}}]);
  });

  test("that a shell of nix makes stays there too, and is the project's own elsewhere", async () => {
    expect(await valuesOf('export IN_NIX_SHELL=impure name=nix-shell system=x86_64-linux A=1\n')).toEqual({A: '1'});
    expect(await valuesOf('export name=leaf\n')).toEqual({name: 'leaf'});
  });

  test('that is required and has no value is told, and the file goes on', async () => {
    const {required, variables} = await read({'.envrc': 'export B=\nenv_vars_required A B PATH\nexport C=1\n'});
    const where = {file: '.envrc', line: 2};
    expect(required).toEqual([
      {name: 'A', where},
      {name: 'B', where},
      {name: 'PATH', where},
    ]);
    expect(variables.map(({name}) => name)).toEqual(['B', 'C']);
  });

  test('quoted by hand is read back exactly', async () => {
    const text = fc.string({unit: fc.constantFrom(...Array.from('abc \n\t\r\'"\\$`{}()#~*?&;|<>!=é\u{1F600}')), maxLength: 12});
    await fc.assert(
      fc.asyncProperty(text, async value => {
        const single = `'${value.replaceAll("'", "'\\''")}'`;
        const double = `"${value.replaceAll(/["\\$`]/g, '\\$&')}"`;
        expect(await valuesOf(`export S=${single}\nexport D=${double}\nexport B=${single}${double}\n`)).toEqual({
          S: value,
          D: value,
          B: value + value,
        });
      }),
      {numRuns: 150},
    );
  });

  test('larger than the system passes on is refused', async () => {
    await expect(read({'.envrc': `\nexport A=${'x'.repeat(128 * 1024)}\n`})).rejects.toMatchObject({
      code: 'env',
      where: {file: '.envrc', line: 2},
    });
  });
});

describe('the hash', () => {
  const files = {'.envrc': 'dotenv_if_exists\ndotenv_if_exists .env.local\n', '.env': 'A=1\n'};

  test('is the same for the same files', async () => {
    expect((await read(files)).hash).toBe((await read(files)).hash);
  });

  test.each([
    ['the file changes', {...files, '.envrc': `${files['.envrc']}\n`}],
    ['a file that it loads changes', {...files, '.env': 'A=2\n'}],
    ['a file that it looks for appears', {...files, '.env.local': ''}],
  ])('changes when %s', async (_, changed) => {
    expect((await read(changed)).hash).not.toBe((await read(files)).hash);
  });
});

test('reading an untrusted file writes nothing', async () => {
  const root = directoryWith({'.envrc': 'export A=1\n'});
  const home = directoryWith({});
  await readEnv(root, '', 'development', {HOME: home});
  expect([readdirSync(home), readdirSync(root)]).toEqual([[], ['.envrc']]);
  mkdirSync(join(home, '.local'));
  await allow(root, '.envrc', {HOME: home});
  const [record] = readdirSync(join(home, '.local/state/devenv/allow'));
  expect(statSync(join(home, '.local/state/devenv/allow')).mode & 0o777).toBe(0o700);
  expect(statSync(join(home, '.local/state/devenv/allow', record ?? '')).mode & 0o777).toBe(0o600);
  writeFileSync(join(home, '.local/state/devenv/allow', record ?? ''), 'null');
  expect((await readEnv(root, '', 'development', {HOME: home})).trust).toBe('unknown');
});

test.each([
  ['export A=1\r\nexport B="2"\r\ndotenv\r\n', ['A', 'B']],
  ['export A=1\r\nexport B=$(echo 2)\r\ndotenv\r\n', ['A', 'B']],
  ["export A=$'1\\r'\nexport B=$(printf '2\\r')\n", []],
])('the values of %j that keep the carriage return of their line are known', async (text, names) => {
  const {carriageReturns} = await read({'.envrc': text, '.env': 'K=1\r\n'});
  expect(carriageReturns?.map(({name}) => name)).toEqual(names);
});
