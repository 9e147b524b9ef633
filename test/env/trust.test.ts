import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, renameSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, test} from '@jest/globals';
import {allow, deny, readEnv} from '../../src/env';
import {directoryWith} from './directory';

const text = 'export A=1\nsource_env_if_exists .envrc.local\ndotenv_if_exists\n';
let root = '';
let home = '';

beforeEach(() => {
  root = directoryWith({'.envrc': text, '.envrc.local': 'export B=1\n', '.env': 'C=1\n'});
  home = directoryWith({});
});

async function trust(directory = root) {
  const env = await readEnv(directory, '', 'development', {HOME: home});
  expect(env.variables.length > 0).toBe(env.trust === 'allowed');
  return env.trust;
}

/** Writes what direnv keeps for a decision. */
function direnvSays(decision: 'allow' | 'deny', ...hashed: readonly string[]) {
  const directory = join(home, '.local/share/direnv', decision);
  mkdirSync(directory, {recursive: true});
  writeFileSync(join(directory, createHash('sha256').update(hashed.join('')).digest('hex')), join(root, '.envrc'));
}

describe('a file', () => {
  test('is unknown until it is allowed', async () => {
    expect(await trust()).toBe('unknown');
    await allow(root, '.envrc', {HOME: home});
    expect(await trust()).toBe('allowed');
  });

  test('stays allowed when it was only touched, or a data file changed', async () => {
    await allow(root, '.envrc', {HOME: home});
    utimesSync(join(root, '.envrc'), 1, 1);
    writeFileSync(join(root, '.env'), 'C=2\n');
    expect(await trust()).toBe('allowed');
  });

  test('has changed with one byte', async () => {
    await allow(root, '.envrc', {HOME: home});
    writeFileSync(join(root, '.envrc'), `${text} `);
    expect(await trust()).toBe('changed');
  });

  test('has changed when a file that it sources did', async () => {
    await allow(root, '.envrc', {HOME: home});
    writeFileSync(join(root, '.envrc.local'), 'export B=2\n');
    expect(await trust()).toBe('changed');
  });

  test('is unknown at another place', async () => {
    await allow(root, '.envrc', {HOME: home});
    renameSync(root, `${root}-moved`);
    const found = await trust(`${root}-moved`);
    renameSync(`${root}-moved`, root);
    expect(found).toBe('unknown');
  });

  test('that is denied stays so until it is allowed', async () => {
    await allow(root, '.envrc', {HOME: home});
    await deny(root, '.envrc', {HOME: home});
    expect(await trust()).toBe('denied');
    await allow(root, '.envrc', {HOME: home});
    expect(await trust()).toBe('allowed');
  });

  test('that needs a shell runs only when it is allowed', async () => {
    writeFileSync(join(root, '.envrc'), 'export A=$(touch canary; echo 1)\n');
    expect(await trust()).toBe('unknown');
    expect(existsSync(join(root, 'canary'))).toBe(false);
    await allow(root, '.envrc', {HOME: home});
    expect(existsSync(join(root, 'canary'))).toBe(false);
    expect(await trust()).toBe('allowed');
    expect(existsSync(join(root, 'canary'))).toBe(true);
  });

  test('that is not there cannot be allowed', async () => {
    await expect(allow(root, 'nope', {HOME: home})).rejects.toMatchObject({code: 'env'});
  });
});

describe('the permission of direnv', () => {
  test('counts for the file alone', async () => {
    writeFileSync(join(root, '.envrc'), 'export A=1\n');
    direnvSays('allow', `${root}/.envrc\n`, 'export A=1\n');
    expect(await trust()).toBe('allowed');
  });

  test('does not reach a file that it sources', async () => {
    direnvSays('allow', `${root}/.envrc\n`, text);
    expect(await trust()).toBe('unknown');
  });

  test('for another content does not count', async () => {
    direnvSays('allow', `${root}/.envrc\n`, 'export A=2\n');
    expect(await trust()).toBe('unknown');
  });

  test('that was denied wins over ours', async () => {
    await allow(root, '.envrc', {HOME: home});
    direnvSays('deny', `${root}/.envrc\n`);
    expect(await trust()).toBe('denied');
  });

  test.each([
    ['its prefix', '[global]\nwarn_timeout = "1m"\n\n[whitelist]\n# mine\nprefix = [\n  "/nowhere",\n  "~/code"\n]\n', 'allowed'],
    ['itself', '[whitelist]\nexact = ["/nowhere", "~/code/site/.envrc"]\n', 'allowed'],
    ['its directory', "[whitelist]\nexact = [ '~/code/site' ]\n", 'allowed'],
    ['another prefix', '[whitelist]\nprefix = ["~/other"]\n', 'unknown'],
    ['a prefix elsewhere', '[whitelist]\nexact = []\n[other]\nprefix = ["~/code"]\n', 'unknown'],
  ])('for %s in direnv.toml counts as it does there', async (_, toml, expected) => {
    const site = directoryWith({'.config/direnv/direnv.toml': toml, 'code/site/.envrc': 'export A=1\n'});
    expect(await readEnv(join(site, 'code/site'), '', 'development', {HOME: site})).toMatchObject({trust: expected});
  });
});
