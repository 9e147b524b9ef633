import {spawn, type ChildProcess} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {binary, run} from './support/devenv';
import {copyOfExample, docker, type Site} from './support/site';
import {until} from './support/until';

const repository = resolve(import.meta.dirname, '../..');
const readme = readFileSync(join(repository, 'README.md'), 'utf8');

/** How a command of the README is run here. */
interface Run {
  /** In the site's root, in this repository, or in a directory of its own. */
  readonly in: 'site' | 'repository' | 'prefix';
  /** What is run in its stead, and why it is as good; the command itself where it is left out. */
  readonly instead?: string;
  /** What is typed into it. */
  readonly input?: string;
  readonly code?: number;
  /** What it has to print. */
  readonly prints?: RegExp;
}

type Handling = Run | {readonly testedBy: string};

const site: Run = {in: 'site'};

/** Every command of the README. One that is not here fails the test. $REGISTRY, $PREFIX are this test's own. */
const commands: Readonly<Record<string, Handling>> = {
  'script/quickstart': {testedBy: 'test/e2e/quickstart.test.ts'},
  'script/test': {testedBy: '.ci/run'},
  // The tests run in a copy, so the original is only looked for.
  'cd examples/example.com': {in: 'repository'},
  'devenv inspect': {...site, prints: /Services +db, redis, web, worker, beat, nginx/},
  'devenv allow': site,
  'devenv up': {...site, prints: /Site +http:\/\/localhost:\d+\//},
  'devenv status': {...site, prints: /web +healthy/},
  "sed -i.before 's/typing_extensions==4.16.0/typing_extensions==4.15.0/' example-django/requirements.txt": site,
  'devenv up --dry-run': {
    ...site,
    prints: /^build image dev {2}\(example-django\/requirements.txt changed: typing-extensions 4.16.0 -> 4.15.0\)$/m,
  },
  'mv example-django/requirements.txt.before example-django/requirements.txt': site,
  // Without a terminal the shell reads what is piped into it and ends with it.
  'devenv shell': {...site, input: 'pwd\n', prints: /^\/app\/example-django$/m},
  'devenv shell --django': {...site, input: 'print(6 * 7)\n', prints: /42/},
  'devenv manage migrate --check': site,
  "devenv exec db psql -U postgres -c 'SELECT version()'": {...site, prints: /PostgreSQL/},
  'devenv run python --version': {...site, prints: /^Python 3\.11/m},
  'devenv logs': {...site, prints: /ready to accept connections/},
  // It never ends by itself: the time limit, 124, is how it ends here.
  'devenv logs web worker -f': {...site, instead: 'timeout 5 devenv logs web worker -f', code: 124, prints: /^(web|worker)-1/m},
  'docker compose -f .devenv/compose.yaml ps': {...site, prints: /-web-1/},
  'devenv test': {...site, prints: /^OK$/m},
  'devenv test -- trees': {...site, prints: /^OK$/m},
  'devenv env': {...site, prints: /SECRET_KEY +•••/},
  'devenv env --explain DATABASE_URL': {...site, prints: /for web, worker, beat/},
  "sed -e 's/=example.com,/=localhost,example.com,/' -e 's/=True$/=False/' -e 's/=31536000$/=0/' example-django/.server.envrc.example > example-django/.server.envrc":
    site,
  'chmod 600 example-django/.server.envrc': site,
  'devenv down': site,
  'devenv up --production': {...site, prints: /example\.com +production/},
  'devenv push --tag registry.example.com/team/example:1.0': {
    ...site,
    instead: 'devenv push --tag $REGISTRY/team/example:1.0',
    prints: /team\/example-nginx:1\.0@sha256:/,
  },
  'devenv down --volumes --yes': site,
  // The build is there; another one would pull it away from under tests that run beside this one.
  'npm pack': {in: 'repository', instead: 'npm pack --ignore-scripts --pack-destination $PREFIX'},
  'npm install --global ./devenv-0.1.0.tgz': {in: 'prefix', instead: 'npm install --global --prefix $PREFIX ./devenv-*.tgz'},
  // What was installed, on the copy of the example.
  'cd your-project': {in: 'prefix', instead: '$PREFIX/bin/devenv --version', prints: /^devenv\//},
  'devenv doctor': {...site, prints: /Docker engine/},
};

/** The commands in the README's sh blocks, in their order. */
function commandsOf(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block ?? '');
  return blocks.flatMap(block => block.split('\n')).filter(line => line.trim() !== '' && !line.startsWith('#'));
}

const written = commandsOf(readme);
let copy: Site;
let prefix: string;
let registry: ChildProcess;
let address: string;

beforeAll(async () => {
  copy = await copyOfExample('readme');
  prefix = mkdtempSync(join(tmpdir(), 'devenv-readme-'));
  [registry, address] = await startRegistry(prefix);
});

afterAll(async () => {
  registry.kill();
  await removePushed();
  await copy.remove();
  rmSync(prefix, {recursive: true, force: true});
});

/** A registry of this test alone, on a free port. */
async function startRegistry(directory: string): Promise<[ChildProcess, string]> {
  const port = await freePort();
  const file = join(directory, 'registry.yml');
  const config = {
    version: 0.1,
    storage: {filesystem: {rootdirectory: join(directory, 'registry')}},
    http: {addr: `127.0.0.1:${String(port)}`},
  };
  writeFileSync(file, JSON.stringify(config));
  const child = spawn('docker-registry', ['serve', file], {stdio: 'ignore'});
  await until('the registry answers', async () => ((await fetch(`http://${config.http.addr}/v2/`)).ok ? true : null), 30);
  return [child, config.http.addr];
}

function freePort(): Promise<number> {
  return new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port} = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

async function removePushed(): Promise<void> {
  const references = await docker('images', '--format', '{{.Repository}}:{{.Tag}}', '--filter', `reference=${address}/team/*`);
  if (references.length > 0) await docker('rmi', ...references);
}

function perform(command: string, handling: Run) {
  const cwd = {site: copy.root, repository, prefix}[handling.in];
  const env = {PATH: `${dirname(binary)}:${process.env['PATH'] ?? ''}`, REGISTRY: address, PREFIX: prefix};
  return run('bash', ['-c', handling.instead ?? command], cwd, {env, input: handling.input ?? ''});
}

test('the table has exactly the commands of the README', () => {
  expect(Object.keys(commands)).toEqual(expect.arrayContaining([...new Set(written)]));
  expect(written).toEqual(expect.arrayContaining(Object.keys(commands)));
});

test('the README has the two commands of a fresh clone first', () => {
  expect(written.slice(0, 2)).toEqual(['script/quickstart', 'script/test']);
});

describe('the commands of the README, one after the other,', () => {
  test.each(written.map((command, index) => [`${String(index + 1)}: ${command}`, command] as const))(
    '%s',
    async (_, command) => {
      const handling = commands[command];
      if (handling === undefined) throw new Error(`the table of this test does not say how to run: ${command}`);
      if ('testedBy' in handling) {
        expect(existsSync(join(repository, handling.testedBy))).toBe(true);
        return;
      }
      const {code, stdout, stderr} = await perform(command, handling);
      expect({code, stderr: code === (handling.code ?? 0) ? '' : stderr}).toEqual({code: handling.code ?? 0, stderr: ''});
      expect(`${stdout}\n${stderr}`).toMatch(handling.prints ?? /(?:)/);
    },
    600_000,
  );
});
