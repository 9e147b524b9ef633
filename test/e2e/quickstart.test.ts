import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {freshMachine, type Machine} from '../machines/machine';

let machine: Machine;

async function start() {
  machine = await freshMachine();
  await machine.clone('/root/devenv');
}
const remove = () => machine.remove();

/** The status and the body of a page, asked from inside the machine. */
async function page(url: string): Promise<{readonly status: number; readonly body: string}> {
  const ask = `fetch('${url}').then(async answer => console.log(JSON.stringify({status: answer.status, body: await answer.text()})))`;
  return JSON.parse(await machine.must(`node --eval "${ask}"`)) as {status: number; body: string};
}

describe('script/quickstart on a fresh Debian 12 machine', () => {
  beforeAll(start);
  afterAll(remove);

  const quickstart = 'cd /root/devenv && script/quickstart';

  /** What a second run must leave as it is. */
  const state = () =>
    machine.must(`set -e
      docker images --all --no-trunc --format '{{.ID}} {{.Repository}}:{{.Tag}}' | sort
      docker inspect --format '{{.Name}} {{.Id}} {{.State.StartedAt}} {{.RestartCount}}' $(docker ps --all --quiet) | sort
      cat /var/run/docker.pid
      stat --format '%n %y' /root/devenv/node_modules /root/devenv/dist/main.js`);

  test('which has no Docker and an old Node', async () => {
    const found = await machine.must('. /etc/os-release; echo "$ID $VERSION_ID"; node --version; type -p docker git python3 || true');
    expect(found).toMatch(/^debian 12\nv20\.[0-9.]+$/);
  });

  test('brings up the example site and tells its URL', async () => {
    const said = await machine.must(quickstart);

    expect(said).toMatch(/^engine: installing .*docker/m);
    const [site, admin] = ['Site', 'Admin'].map(name => new RegExp(`^ *${name} +(http:\\S+)$`, 'm').exec(said)?.[1] ?? '');
    expect(await page(site!)).toEqual({status: 200, body: expect.stringContaining('Leafbook')});
    expect(await page(admin!)).toEqual({status: 200, body: expect.stringContaining('csrfmiddlewaretoken')});
  });

  test('does nothing when it is run again', async () => {
    const before = await state();

    const {code, stdout, stderr} = await machine.run(quickstart);

    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).not.toMatch(/^(engine|setup): /m);
    expect(await state()).toBe(before);
    expect(before).toMatch(/-web-1 /);
  });
});

describe('script/quickstart stopped half way', () => {
  beforeAll(start);
  afterAll(remove);

  /** Kills it and all that it started as soon as the shell condition holds. */
  const killedWhen = (condition: string) => `cd /root/devenv
    setsid script/quickstart >/tmp/said 2>&1 &
    until ${condition}; do
      kill -0 $! || { cat /tmp/said; exit 1; }
      sleep 0.02
    done >/dev/null 2>&1
    kill -KILL -- -$!
    cat /tmp/said`;

  const said: string[] = [];

  test.each([
    ['while npm brings Node', 'compgen -G "$HOME/.cache/devenv/node*/node_modules"'],
    ['while dpkg unpacks the engine', 'dpkg --audit | grep docker'],
    ['while npm installs', '[[ -d node_modules/typescript ]]'],
    ['while it builds', '[[ -d dist ]]'],
    ['while the first base image is made', 'compgen -G "/tmp/mmdebstrap.*"'],
  ])('goes on after SIGKILL %s', async (_when, condition) => {
    const saying = await machine.must(killedWhen(condition));
    expect(saying).toMatch(/^quickstart: making sure of Node/);
    said.push(saying);
  });

  test('ends with everything in place', async () => {
    expect(said.join('\n')).toMatch(/^engine: an earlier installation was interrupted.*\n(.*\n)*engine: ready/m);
    await machine.must('cd /root/devenv && script/engine && script/setup');
    const version = 'PATH=$(script/node):$PATH; bin/devenv --version && node_modules/.bin/jest --version && docker compose version';
    expect(await machine.must(`cd /root/devenv; ${version}`)).toMatch(/^devenv\/\S+ .*\n\d+\..*\nDocker Compose version/);
    expect(await machine.must('cd /root/devenv; ls node_modules/.devenv-*; dpkg --audit')).toBe(
      'node_modules/.devenv-built\nnode_modules/.devenv-installed',
    );
  });
});
