import {spawn, type ChildProcess} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {networkSecrets} from '../../src/engine/machine';
import {load, network, ssh} from '../../src/plan/network';
import {devenvJson, run} from '../e2e/support/devenv';
import {copyOfExample, type Site} from '../e2e/support/site';
import {until} from '../e2e/support/until';

const netrc = 'machine index.example.com login ada password of-the-netrc\n';
const hosts = 'git.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG0\n';

/** Asks the agent of ssh, by its protocol, how many keys it has, and says what else a build sees. */
const look = `
import json, os, socket
def read(path): return open(path).read() if os.path.exists(path) else None
def keys():
    path = os.environ.get("SSH_AUTH_SOCK")
    if not path or not os.path.exists(path): return None
    agent = socket.socket(socket.AF_UNIX); agent.connect(path)
    agent.sendall(bytes([0, 0, 0, 1, 11]))
    answer = b""
    while len(answer) < 9: answer += agent.recv(4096) or exit("the agent hung up")
    return int.from_bytes(answer[5:9], "big")
names = ["TOKEN", "OTHER", "UV_INDEX_CORP_PASSWORD", "UV_INSECURE_HOST", "GIT_CONFIG_GLOBAL"]
seen = {"netrc": read("/root/.netrc"), "hosts": read("/root/.ssh/known_hosts"), "keys": keys()}
print(json.dumps({**seen, **{name: os.environ.get(name) for name in names}}))
`;

let site: Site;
let directory: string;
let agent: ChildProcess;
let image: string;

beforeAll(async () => {
  site = await copyOfExample();
  image = (await devenvJson<{images: {app: string}}>(site.root, 'build')).images.app;
  directory = mkdtempSync(join(tmpdir(), 'devenv-logins-'));
  mkdirSync(join(directory, '.ssh'));
  writeFileSync(join(directory, 'own-netrc'), netrc);
  writeFileSync(join(directory, '.ssh/known_hosts'), hosts);
  writeFileSync(join(directory, 'look.py'), look);
  writeFileSync(
    join(directory, 'Dockerfile'),
    `FROM ${image} AS look\nUSER 0\nCOPY look.py /\nRUN ${network} ${ssh} \\\n    ${load} && python3 /look.py > /seen.json\n\nFROM scratch\nCOPY --from=look /seen.json /\n`,
  );
  const socket = join(directory, 'agent');
  agent = spawn('ssh-agent', ['-D', '-a', socket], {stdio: 'ignore'});
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(directory, 'key')], directory);
  await until('the agent takes a key', async () => {
    const added = await run('ssh-add', ['-q', join(directory, 'key')], directory, {env: {SSH_AUTH_SOCK: socket}});
    return added.code === 0 ? true : null;
  });
});
afterAll(async () => {
  agent.kill();
  rmSync(directory, {recursive: true});
  await site.remove();
});

/** What a build sees that gets what this machine has, with those variables. */
async function seen(environment: Readonly<Record<string, string>>, named: readonly string[]): Promise<unknown> {
  const {args, env} = networkSecrets({environment: {HOME: directory, ...environment}, named});
  const build = ['buildx', 'build', '--no-cache', '--quiet', '--output', `type=local,dest=${directory}/out`, ...args, '.'];
  const {code, stderr} = await run('docker', build, directory, {env: {...env, ...environment}});
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(readFileSync(join(directory, 'out/seen.json'), 'utf8'));
}

describe('a build logs in as the person who started it', () => {
  test('by the netrc, the agent of ssh, the hosts that it knows, and the variables that files and indexes name', async () => {
    const environment = {
      NETRC: join(directory, 'own-netrc'),
      SSH_AUTH_SOCK: join(directory, 'agent'),
      TOKEN: "of the project's files'",
      OTHER: 'nobody named it',
      UV_INDEX_CORP_PASSWORD: 'of-the-index',
      PIP_TRUSTED_HOST: 'index.example.com',
    };
    expect(await seen(environment, ['TOKEN', 'NOT_SET'])).toEqual({
      netrc,
      hosts,
      keys: 1,
      TOKEN: "of the project's files'",
      OTHER: null,
      UV_INDEX_CORP_PASSWORD: 'of-the-index',
      UV_INSECURE_HOST: 'index.example.com',
      GIT_CONFIG_GLOBAL: '/dev/null',
    });
  });

  test('and goes on without what is not there, over https where it would be ssh', async () => {
    expect(await seen({SSH_AUTH_SOCK: join(directory, 'no-such-agent')}, [])).toMatchObject({
      netrc: null,
      keys: null,
      GIT_CONFIG_GLOBAL: null,
    });
  });

  test('and nothing of it stays in the layers that packages are made in', async () => {
    const {args, env} = networkSecrets({environment: {NETRC: join(directory, 'own-netrc')}, named: []});
    const build = [
      'buildx',
      'build',
      '--no-cache',
      '--quiet',
      '--target',
      'look',
      '--output',
      `type=tar,dest=${directory}/layers.tar`,
      ...args,
      '.',
    ];
    expect(await run('docker', build, directory, {env})).toMatchObject({code: 0});
    const listed = await run('tar', ['--extract', '--to-stdout', '--file', 'layers.tar', '--wildcards', 'root/*'], directory);
    expect(listed.stdout).not.toContain('of-the-netrc');
  });
});
