import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, test} from '@jest/globals';
import {allow, deny, readEnv} from '../../src/env';
import {directoryWith} from './directory';

let root = '';
let home = '';

const values = async (ambient: Readonly<Record<string, string>> = {}) => {
  const {variables} = await readEnv(root, '', 'development', {HOME: home, PATH: '/usr/bin:/bin', ...ambient});
  return Object.fromEntries(variables.map(({name, value}) => [name, value]));
};

describe('a file that needs no shell', () => {
  const plain =
    'export A=1\nexport B=${GIVEN:-none}\ndotenv\ndotenv_if_exists .env.later\nsource_env_if_exists later\nsource_up_if_exists\n';
  let given: Readonly<Record<string, string>> = {};

  beforeEach(async () => {
    home = directoryWith({});
    given = {HOME: home, PATH: '/usr/bin:/bin', GIVEN: 'x'};
    root = join(directoryWith({'project/.envrc': plain, 'project/.env': 'C=1\n'}), 'project');
    mkdirSync(join(root, '.devenv'), {mode: 0o700});
    await allow(root, '.envrc', given);
  });

  const readNow = (ambient: Readonly<Record<string, string>> = {}) => readEnv(root, '', 'development', {...given, ...ambient});

  /** Whether a read takes what was kept: it does nothing but read then, so what is kept stays the same file. */
  async function isKept(ambient: Readonly<Record<string, string>> = {}): Promise<boolean> {
    const numberOf = () => statSync(join(root, '.devenv/env.json'), {bigint: true, throwIfNoEntry: false})?.ino;
    const before = numberOf();
    await readNow(ambient);
    return before !== undefined && numberOf() === before;
  }

  test('is read once while nothing changes, whatever else the caller has', async () => {
    expect(await isKept()).toBe(false);
    expect(await isKept()).toBe(true);
    utimesSync(join(root, '.envrc'), 1, 1);
    writeFileSync(join(root, 'beside'), '');
    expect(await isKept({OTHER: '1', C: '2'})).toBe(true);
    expect(await values({GIVEN: 'x'})).toEqual({A: '1', B: 'x', C: '1'});
    expect(statSync(join(root, '.devenv/env.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, '.devenv')).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(root, '.devenv/.gitignore'), 'utf8')).toBe('*\n');
  });

  test('gives the same, kept or not', async () => {
    const first = await readNow();
    expect(await readNow()).toEqual(first);
  });

  const later: Readonly<Record<string, readonly [change: () => void, expected: Readonly<Record<string, string>>]>> = {
    'a file that it loads changes': [() => writeFileSync(join(root, '.env'), 'C=2\n'), {A: '1', B: 'x', C: '2'}],
    'a file that it loads goes': [() => rmSync(join(root, '.env')), {A: '1', B: 'x'}],
    'a file that it looks for appears': [() => writeFileSync(join(root, '.env.later'), 'D=1\n'), {A: '1', B: 'x', C: '1', D: '1'}],
    'a directory becomes the file that it looks for': [
      () => {
        rmSync(join(root, '.env'));
        mkdirSync(join(root, '.env'));
      },
      {A: '1', B: 'x'},
    ],
    'what was kept is broken': [
      () => writeFileSync(join(root, '.devenv/env.json'), '{\n{"files": 1, "asked": 2}\n'),
      {A: '1', B: 'x', C: '1'},
    ],
    'somebody else changed what was kept': [
      () => {
        const place = join(root, '.devenv/env.json');
        writeFileSync(place, readFileSync(place, 'utf8').replace('"value":"1"', '"value":"evil"'));
      },
      {A: '1', B: 'x', C: '1'},
    ],
  };

  test.each(Object.keys(later))('is read again when %s', async name => {
    await readNow();
    const [change, expected] = later[name] ?? [];
    change?.();
    expect(await values({GIVEN: 'x'})).toEqual(expected);
    expect(await isKept()).toBe(true);
  });

  test('is read again when a variable of the caller that it reads changes', async () => {
    await readNow();
    expect(await values({GIVEN: 'y'})).toMatchObject({B: 'y'});
    expect(await values()).toMatchObject({B: 'none'});
    expect(await isKept({GIVEN: 'x'})).toBe(false);
  });

  test.each(['later', '../.envrc'])('wants a permission when %s appears, which it sources', async name => {
    await readNow();
    writeFileSync(join(root, name), 'export E=1\n');
    expect(await readNow()).toMatchObject({trust: 'changed', variables: []});
    await allow(root, '.envrc', given);
    expect(await values({GIVEN: 'x'})).toMatchObject({E: '1'});
  });

  test('is read again when it is allowed again, and not at all when it is denied', async () => {
    await readNow();
    await allow(root, '.envrc', given);
    expect(await isKept()).toBe(false);
    await deny(root, '.envrc', given);
    expect(await readNow()).toMatchObject({trust: 'denied', variables: []});
  });

  test('is read again where the project was moved', async () => {
    writeFileSync(join(root, '.envrc'), 'export HERE=$PWD\n');
    await allow(root, '.envrc', given);
    await readNow();
    renameSync(root, `${root}-moved`);
    root = `${root}-moved`;
    await allow(root, '.envrc', given);
    expect(await values()).toEqual({HERE: root});
  });

  test('that is not allowed, or is of production, leaves nothing', async () => {
    writeFileSync(join(root, '.envrc'), 'export A=2\n');
    expect(await readNow()).toMatchObject({trust: 'changed'});
    writeFileSync(join(root, '.server.envrc'), 'export A=3\n', {mode: 0o600});
    expect(await readEnv(root, '', 'production', given)).toMatchObject({trust: 'allowed'});
    expect(existsSync(join(root, '.devenv/env.json'))).toBe(false);
  });

  test('leaves nothing in a project that nobody brought up', async () => {
    rmSync(join(root, '.devenv'), {recursive: true});
    expect(await readNow()).toMatchObject({trust: 'allowed'});
    expect(existsSync(join(root, '.devenv'))).toBe(false);
  });

  test('is read where nothing can be kept for the person', async () => {
    const ambient = {...given, HOME: '/dev/null', XDG_DATA_HOME: home};
    mkdirSync(join(home, 'direnv/allow'), {recursive: true});
    const sum = createHash('sha256')
      .update(`${join(root, '.envrc')}\n${plain}`)
      .digest('hex');
    writeFileSync(join(home, 'direnv/allow', sum), '');
    const expected = {trust: 'allowed', variables: [{name: 'A'}, {name: 'B'}, {name: 'C'}]};
    expect(await readEnv(root, '', 'development', ambient)).toMatchObject(expected);
    await readNow();
    expect(await readEnv(root, '', 'development', ambient)).toMatchObject(expected);
  });

  test('decides by itself only where no file outside of the project could appear', async () => {
    expect(await readNow()).not.toHaveProperty('selfContained');
    writeFileSync(join(root, '.envrc'), 'export A=1\ndotenv\n');
    await allow(root, '.envrc', given);
    expect(await readNow()).toHaveProperty('selfContained', true);
    expect(await readNow()).toHaveProperty('selfContained', true);
    writeFileSync(join(root, '.envrc'), 'export A=1\nsource_up_if_exists\n');
    await allow(root, '.envrc', given);
    expect(await readNow()).not.toHaveProperty('selfContained');
  });
});
