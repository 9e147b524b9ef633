import {deflateSync} from 'node:zlib';
import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {allow, readEnv} from '../../src/env';
import type {Env} from '../../src/model/env';
import {acceptance, type Acceptance} from './acceptance';
import {acceptanceOfFiles} from './acceptance-files';
import {directoryWith} from './directory';

/** Files below a project that has a directory of its own above it. */
async function read(
  files: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>> = {},
): Promise<Env & {readonly root: string}> {
  const above = directoryWith(Object.fromEntries(Object.entries(files).map(([name, text]) => [join('project', name), text])));
  const root = join(above, 'project');
  const ambient = {PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/nonexistent', XDG_STATE_HOME: join(above, 'state'), ...given};
  await allow(root, '.envrc', ambient);
  return {...(await readEnv(root, '', 'development', ambient)), root};
}

function told(text: string, root: string): string {
  return text.replaceAll(root, '<root>').replaceAll(dirname(root), '<above>').replaceAll('/nonexistent', '<home>');
}

const valuesOf = ({variables, root}: Env & {readonly root: string}) =>
  Object.fromEntries(variables.map(({name, value}) => [name, value === null ? null : told(value, root)]));

const all = [...acceptance, ...acceptanceOfFiles];

describe('an .envrc gives', () => {
  test.each(all.filter(({refused}) => refused === undefined))('$what', async ({files, given, variables, warnings}: Acceptance) => {
    const env = await read(files, given);
    expect(valuesOf(env)).toEqual(variables);
    expect(env.warnings).toEqual(warnings ?? []);
    expect(existsSync(join(env.root, '.direnv'))).toBe(false);
  });

  test('32 the place of each value, and what it replaced', async () => {
    const {variables} = await read({
      '.envrc':
        'export LEVEL=main KEEP=1\ndotenv_if_exists\ndotenv_if_exists .env.local\nsource_env_if_exists .envrc.local\nsource_env_if_exists absent\n',
      '.env': 'LEVEL=env\nFROM_ENV=1\n',
      '.env.local': 'LEVEL=env.local\n',
      '.envrc.local': 'export LEVEL=envrc.local\n',
    });
    expect(variables.find(({name}) => name === 'LEVEL')).toEqual({
      name: 'LEVEL',
      value: 'envrc.local',
      where: {file: '.envrc.local', line: 1},
      overrides: [
        {file: '.envrc', line: 1},
        {file: '.env', line: 1},
        {file: '.env.local', line: 1},
      ],
    });
  });

  test('32 the same places when bash evaluates it', async () => {
    const {variables} = await read({
      '.envrc': 'export LEVEL=$(echo main)\ndotenv\nif true; then\n  export LEVEL=last KEEP=1\nfi\nsource_env common\n',
      '.env': '\nLEVEL=env\nFROM_ENV=1\n',
      'common/.envrc': 'f() {\n  export DEEP=1\n}\nf\n',
    });
    expect(
      variables.map(({name, where, overrides}) => [
        name,
        `${where.file}:${where.line}`,
        overrides.map(({file, line}) => `${file}:${line}`),
      ]),
    ).toEqual([
      ['FROM_ENV', '.env:3', []],
      ['LEVEL', '.envrc:4', ['.envrc:1', '.env:2']],
      ['KEEP', '.envrc:4', []],
      ['DEEP', 'common/.envrc:2', []],
    ]);
  });

  test('33 the names that stay on the machine', async () => {
    const {hostOnly} = await read({'.envrc': 'PATH_add bin\nexport VIRTUAL_ENV=$(pwd)/venv\n'});
    expect(hostOnly?.map(({name, where}) => `${name} ${where.file}:${where.line}`).sort()).toEqual([
      'PATH .envrc:1',
      'VIRTUAL_ENV .envrc:2',
    ]);
  });

  test.each([['export A=1 GIVEN=x\nexport B=$GIVEN\n'], ['export A=$(echo 1) GIVEN=x\nexport B=$GIVEN\n']])(
    '34 the same where the calling shell has loaded it: %j',
    async text => {
      const note = deflateSync(JSON.stringify({p: {GIVEN: 'before', GONE: 'was'}, n: {A: '9', GIVEN: 'x', B: 'x'}})).toString('base64url');
      const loaded = {A: '9', GIVEN: 'x', B: 'x', DIRENV_DIFF: note, DIRENV_DIR: '-/x', DIRENV_FILE: '/x/.envrc', DIRENV_WATCHES: 'x'};
      const clean = await read({'.envrc': text}, {GIVEN: 'before', GONE: 'was'});
      expect(valuesOf(await read({'.envrc': text}, loaded))).toEqual(valuesOf(clean));
      expect(valuesOf(clean)).toMatchObject({A: '1', GIVEN: 'x'});
    },
  );
});

describe('an .envrc is refused for', () => {
  test.each(all.filter(({refused}) => refused !== undefined))('$what', async ({files, given, refused}: Acceptance) => {
    await expect(read(files, given)).rejects.toMatchObject({code: 'env', message: refused});
  });
});
