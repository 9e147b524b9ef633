import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {createHash} from 'node:crypto';
import {globSync, mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {run, type Result, type UpReport} from './support/devenv';
import {pack} from './support/package';
import {copyOfExample, type Site} from './support/site';
import {allServices} from './support/stack';

const repository = resolve(__dirname, '../..');

let prefix: string;
let files: readonly string[];
let site: Site;

beforeAll(async () => {
  prefix = mkdtempSync(join(tmpdir(), 'devenv-prefix-'));
  const packed = await pack(prefix);
  files = packed.files;
  const {code, stderr} = await run('npm', ['install', '--prefix', prefix, '--loglevel=error', packed.archive], prefix);
  if (code !== 0) throw new Error(`npm install: ${stderr}`);
  site = await copyOfExample();
});
afterAll(async () => {
  await site.remove();
  rmSync(prefix, {recursive: true, force: true});
});

/** Runs the installed program. */
const installed = (...args: readonly string[]): Promise<Result> => run(join(prefix, 'node_modules/.bin/devenv'), args, site.root);

test('the package has every file of images/, compose/ and shell/, with its mode', () => {
  const shipped = globSync('{images,compose,shell}/**', {cwd: repository}).filter(file => statSync(join(repository, file)).isFile());
  expect(shipped.length).toBeGreaterThan(20);
  expect(files).toEqual(expect.arrayContaining(shipped));
  const look = (root: string) => (file: string) => {
    const path = join(root, file);
    return `${file} ${String(statSync(path).mode & 0o111)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
  };
  expect(shipped.map(look(join(prefix, 'node_modules/devenv')))).toEqual(shipped.map(look(repository)));
});

test('the package has the program and what it reads, and nothing else', () => {
  const own =
    /^(bin\/devenv(\.mjs)?|dist\/.*\.js|(images|compose|shell)\/.*|schema\.json|oclif\.manifest\.json|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
  expect(files.filter(file => !own.test(file))).toEqual([]);
  expect(files.filter(file => /\.(ts|map|tgz|log|pyc)$|(^|\/)\.|__pycache__/.test(file))).toEqual([]);
});

test('the installed program tells its version without a word on stderr, whatever NODE_ENV is', async () => {
  const {version} = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {version: string};
  for (const mode of ['production', 'development', 'test']) {
    const {stdout, stderr} = await run(join(prefix, 'node_modules/.bin/devenv'), ['--version'], site.root, {env: {NODE_ENV: mode}});
    expect(stdout).toContain(`devenv/${version} `);
    expect(stderr).toBe('');
  }
});

test('the installed program brings up a copy of the example outside of the repository', async () => {
  expect(site.root.startsWith(repository)).toBe(false);
  const {code, stdout, stderr} = await installed('up', '--json');
  expect({code, stderr: code === 0 ? '' : stderr}).toEqual({code: 0, stderr: ''});
  const {urls, services} = JSON.parse(stdout) as UpReport;
  expect(services.map(({name, health}) => `${name} ${health}`).sort()).toEqual(allServices.map(name => `${name} healthy`));
  expect((await fetch(urls.site)).status).toBe(200);
  expect((await fetch(urls.admin!)).status).toBe(200);
});

test('a second up of the installed program finds nothing to do', async () => {
  expect((JSON.parse((await installed('up', '--json')).stdout) as UpReport).steps).toEqual([]);
});
