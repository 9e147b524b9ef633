import {afterAll, beforeAll, beforeEach, describe, expect, test} from '@jest/globals';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {devenv, run} from './support/devenv';
import {copyOfExample, docker, type Site} from './support/site';

interface Finding {
  readonly what: string;
  readonly state: string;
  readonly detail: string;
  readonly next: string | null;
  readonly where?: {readonly file: string; readonly line: number};
}

let site: Site;
let original: string;
const envrc = 'example-django/.envrc';

beforeAll(async () => {
  site = await copyOfExample('doctored');
  original = site.read(envrc);
});
afterAll(() => site.remove());
beforeEach(async () => {
  site.write(envrc, original);
  await devenv(site.root, 'allow');
});

/** What is told besides what is good, of the parts that look at the project. */
async function faults(): Promise<{code: number; findings: readonly Finding[]}> {
  const {code, stdout} = await devenv(site.root, 'doctor', '--json');
  const {findings} = JSON.parse(stdout) as {findings: readonly Finding[]};
  const machine = ['Docker engine', 'docker compose', 'docker buildx', 'Disk', 'Other programs named devenv', 'Certificates', 'direnv'];
  // What other tests left behind is not this project's.
  const isOurs = ({what, detail}: Finding) => what !== 'Leftovers' || detail.includes('/nowhere/doctored');
  return {
    code,
    findings: findings.filter(one => one.state !== 'good' && one.what !== 'Port' && !machine.includes(one.what) && isOurs(one)),
  };
}

test('a project without a fault has no finding', async () => {
  expect(await faults()).toEqual({code: 0, findings: []});
});

describe('variables', () => {
  test('an .envrc that changed or is denied is told, with the command that allows it', async () => {
    site.write(envrc, `${original}\nexport OTHER=1\n`);
    const next = `read ${envrc}, then: devenv allow`;
    expect((await faults()).findings).toMatchObject([
      {what: 'Variables', state: 'bad', detail: expect.stringContaining('changed since'), next},
    ]);
    await devenv(site.root, 'deny');
    const {code, findings} = await faults();
    expect(findings).toMatchObject([{what: 'Variables', state: 'bad', detail: expect.stringContaining('is denied'), next}]);
    expect(code).toBe(1);
  });

  test('a name that is required and that nothing sets is told, with its line', async () => {
    site.write(envrc, `${original}\nenv_vars_required SITE_NAME\n`);
    await devenv(site.root, 'allow');
    expect((await faults()).findings).toMatchObject([
      {
        what: 'Variables',
        state: 'bad',
        detail: expect.stringContaining('SITE_NAME is required'),
        next: `add to ${envrc}: export SITE_NAME=...`,
        where: {file: envrc, line: original.split('\n').length + 1},
      },
    ]);
  });
});

describe('files', () => {
  test('a key that devenv.yaml does not know is told', async () => {
    const before = site.read('devenv.yaml');
    site.write('devenv.yaml', `${before}prot: 8000\n`);
    const {code, findings} = await faults();
    site.write('devenv.yaml', before);
    expect(findings).toMatchObject([{what: 'Project', state: 'bad', detail: expect.stringContaining("unknown key 'prot'")}]);
    expect(code).toBe(1);
  });

  test('a devenv.lock that is older than the list is told, and fails nothing: up renews it', async () => {
    const list = 'example-django/requirements.txt';
    const before = site.read(list);
    site.write(list, 'Django>=5.2\n');
    site.write(
      'devenv.lock',
      '{"inputs": "older", "production": ["django==4.2"], "development": ["hypothesis==6.0", "sortedcontainers==2.4.0"]}',
    );
    const {code, findings} = await faults();
    site.write(list, before);
    rmSync(join(site.root, 'devenv.lock'));
    expect(findings).toContainEqual(
      expect.objectContaining({what: 'Dependencies', state: 'doubtful', next: 'devenv lock', where: {file: list, line: 1}}),
    );
    expect(code).toBe(0);
  });
});

test('a port that another program has is told, with who has it', async () => {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const {port} = server.address() as AddressInfo;
  const before = site.read('devenv.yaml');
  site.write('devenv.yaml', `${before}port: ${String(port)}\n`);
  const {stdout} = await devenv(site.root, 'doctor');
  site.write('devenv.yaml', before);
  await new Promise(done => server.close(done));
  expect(stdout).toMatch(new RegExp(`! Port: ${String(port)} is taken by .*\\(process ${String(process.pid)}\\)`));
});

test('containers of a work tree that is gone are told, with the command that removes them', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'devenv-empty-'));
  const image = 'devenv-doctor-test:empty';
  await run('sh', ['-c', `tar --create --files-from /dev/null | docker import - ${image}`], directory);
  const id = 'doctored-00000000';
  const labels = ['devenv.role=service', 'devenv.name=example.com', `devenv.project=${id}`, 'devenv.root=/nowhere/doctored'];
  const [container = ''] = await docker('create', ...labels.flatMap(label => ['--label', label]), image, 'true');
  const {findings} = await faults();
  await docker('rm', container);
  await docker('rmi', image);
  rmSync(directory, {recursive: true});
  expect(findings).toMatchObject([{what: 'Leftovers', state: 'doubtful', detail: expect.stringContaining('/nowhere/doctored is gone')}]);
  expect(findings[0]?.next).toContain(`docker rm --force $(docker ps --all --quiet --filter label=devenv.project=${id})`);
});
