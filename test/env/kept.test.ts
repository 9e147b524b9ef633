import {mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, test} from '@jest/globals';
import {allow, readEnv} from '../../src/env';
import {directoryWith} from './directory';

/** Counts its evaluations outside of the project. */
const text =
  'echo x >>"$HOME/count"\nexport A=$(echo 1)\nexport B=${GIVEN:-none}\nwatch_file watched\n[[ -f later ]] && dotenv later\ndotenv\n';

let root = '';
let home = '';

beforeEach(async () => {
  root = directoryWith({'.envrc': text, '.env': 'C=1\n'});
  home = directoryWith({});
  await allow(root, '.envrc', {HOME: home});
});

async function evaluations(ambient: Readonly<Record<string, string>> = {}): Promise<number> {
  const {trust} = await readEnv(root, '', 'development', {HOME: home, PATH: '/usr/bin:/bin', ...ambient});
  expect(trust).toBe('allowed');
  return readFileSync(join(home, 'count'), 'utf8').length / 2;
}

const values = async (ambient: Readonly<Record<string, string>> = {}) => {
  const {variables} = await readEnv(root, '', 'development', {HOME: home, PATH: '/usr/bin:/bin', ...ambient});
  return Object.fromEntries(variables.map(({name, value}) => [name, value]));
};

describe('a file that bash evaluates', () => {
  test('is evaluated once while nothing changes', async () => {
    expect(await evaluations()).toBe(1);
    expect(await evaluations()).toBe(1);
    utimesSync(join(root, '.envrc'), 1, 1);
    expect(await evaluations({SHLVL: '7', TMUX_PANE: '%1'})).toBe(1);
    expect(await values()).toEqual({A: '1', B: 'none', C: '1'});
  });

  test('is evaluated where a file lies in the place of .devenv', async () => {
    rmSync(join(root, '.devenv'), {recursive: true, force: true});
    writeFileSync(join(root, '.devenv'), 'in the way');
    expect(await values()).toEqual({A: '1', B: 'none', C: '1'});
    writeFileSync(join(root, '.envrc'), 'export A=1\n');
    await allow(root, '.envrc', {HOME: home});
    expect(await values()).toEqual({A: '1'});
  });

  test('a file that changes while it runs is not taken for what it loaded', async () => {
    rmSync(join(root, '.devenv'), {recursive: true, force: true});
    writeFileSync(join(root, '.envrc'), 'dotenv\nprintf "C=2\\n" > .env\n');
    await allow(root, '.envrc', {HOME: home});
    expect([await values(), await values()]).toEqual([{C: '1'}, {C: '2'}]);
  });

  const changes: Readonly<Record<string, () => void>> = {
    'a file that it loads changes': () => writeFileSync(join(root, '.env'), 'C=2\n'),
    'a file that it loads goes': () => rmSync(join(root, '.env')),
    'a file that it watches appears': () => writeFileSync(join(root, 'watched'), Buffer.alloc(2 * 1024 * 1024)),
    'a file that it asks for appears': () => writeFileSync(join(root, 'later'), 'D=1\n'),
    'a direnvrc appears': () => {
      mkdirSync(join(home, '.config/direnv'), {recursive: true});
      writeFileSync(join(home, '.config/direnv/direnvrc'), 'export E=1\n');
    },
    'what was kept is broken': () => writeFileSync(join(root, '.devenv/env.json'), '{'),
  };

  test.each(Object.keys(changes))('is evaluated again when %s', async change => {
    expect(await evaluations()).toBe(1);
    changes[change]?.();
    expect(await evaluations()).toBe(2);
    expect(await evaluations()).toBe(2);
  });

  test('is evaluated again when a variable of the caller changes', async () => {
    expect(await values()).toMatchObject({B: 'none'});
    expect(await values({GIVEN: 'x'})).toMatchObject({B: 'x'});
  });

  test('is evaluated again when it is allowed again', async () => {
    expect(await evaluations()).toBe(1);
    await allow(root, '.envrc', {HOME: home});
    expect(await evaluations()).toBe(2);
  });

  test('is evaluated again where somebody else made what was kept', async () => {
    await evaluations();
    rmSync(join(home, '.local/state/devenv/secret'));
    expect(await evaluations()).toBe(2);
  });

  test('leaves its values for the owner only, and nothing for git', async () => {
    await evaluations();
    expect(statSync(join(root, '.devenv/env.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(root, '.devenv/.gitignore'), 'utf8')).toBe('*\n');
  });

  test('that is denied gives nothing of what was kept', async () => {
    await evaluations();
    writeFileSync(join(root, '.envrc'), `${text} `);
    expect(await readEnv(root, '', 'development', {HOME: home})).toMatchObject({trust: 'changed', variables: []});
  });
});

test('a file of bash that looks above is evaluated again when something appears there', async () => {
  root = join(directoryWith({'project/.envrc': 'export A=$(echo 1)\nexport F=$(find_up marker)\nsource_up_if_exists\n'}), 'project');
  await allow(root, '.envrc', {HOME: home});
  expect(await values()).toEqual({A: '1', F: ''});
  writeFileSync(join(root, '../marker'), '');
  expect(await values()).toEqual({A: '1', F: join(root, '../marker')});
});
