import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {freshMachine, type Machine} from '../machines/machine';
import {binary, run, type Result} from './support/devenv';
import {copyOfExample, docker, type Site} from './support/site';
import {until} from './support/until';

let machine: Machine;
let shared: string;
let site: Site;

/** An engine of its own: it can be stopped, and its disk can be full, without harm to this machine's. */
beforeAll(async () => {
  shared = mkdtempSync(join(tmpdir(), 'devenv-engine-'));
  site = await copyOfExample('machine');
  machine = await freshMachine({disk: '230m', shared});
  await machine.clone('/root/devenv');
  await machine.must('/root/devenv/script/engine');
  await stopEngine();
  await startEngine();
  await giveBase();
});

afterAll(async () => {
  await site.remove();
  await machine.remove();
  rmSync(shared, {recursive: true, force: true});
});

test('a full disk: a clear line, and what makes room', async () => {
  const {code, stderr} = await build();
  expect([code, stderr.split('\n').slice(-4)]).toEqual([
    4,
    [
      '✖ The disk that Docker writes to is full',
      'Next: docker system df shows what takes the room; docker builder prune frees some',
      '      run the command again: it goes on from here',
      '',
    ],
  ]);
});

test('an engine that stops in the middle: a clear line', async () => {
  await machine.must('mount --options remount,size=3g /var/lib/docker');
  const stopping: Promise<void>[] = [];
  const {code, stderr} = await build(line => {
    if (line.includes('apt-get') && stopping.length === 0) stopping.push(stopEngine());
  });
  await Promise.all(stopping);
  expect([code, stderr.split('\n').slice(-3)]).toEqual([
    3,
    ['✖ The Docker engine went away', 'Next: start Docker, then run the command again: it goes on from here', ''],
  ]);
});

test('with room and an engine, the same command goes on', async () => {
  await startEngine();
  const {code, stdout, stderr} = await build();
  expect(stderr.split('\n').filter(line => line.startsWith('✖'))).toEqual([]);
  expect([code, stdout]).toEqual([0, expect.stringContaining(':app-')]);
});

/** Builds with the machine's engine; `watch` sees each line as it comes. */
function build(watch: (line: string) => void = () => undefined): Promise<Result> {
  const at = (line: string) => {
    watch(line);
    return false;
  };
  const env = {DOCKER_HOST: `unix://${shared}/docker.sock`};
  return run(binary, ['build', '--verbose'], site.root, {env, kill: {signal: 'SIGTERM', at}});
}

async function startEngine(): Promise<void> {
  const hosts = '--host unix:///run/shared/docker.sock --host unix:///var/run/docker.sock';
  await machine.must(`setsid dockerd ${hosts} >/var/log/engine.log 2>&1 </dev/null &`);
  await until('the engine answers', () => machine.must('docker info').then(() => true));
}

/** At once, as when it crashes. */
async function stopEngine(): Promise<void> {
  await machine.must('kill -KILL "$(cat /var/run/docker.pid)"');
}

/** Hands over the Debian root file system where this machine has made it already: that saves half a minute. */
async function giveBase(): Promise<void> {
  const [base] = await docker('images', '--format', '{{.Repository}}:{{.Tag}}', 'devenv/debian:bookworm-*');
  if (base !== undefined) await docker('save', '--output', join(shared, 'base.tar'), base);
  await machine.must(
    'if [ -e /run/shared/base.tar ]; then docker load --quiet --input /run/shared/base.tar && rm /run/shared/base.tar; fi',
  );
}
