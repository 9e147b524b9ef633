import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {statSync} from 'node:fs';
import {join} from 'node:path';
import {makePerson, type Person} from './support/person';
import {containersOf, docker, siteAt} from './support/site';
import {openTerminal, type Terminal} from './support/terminal';

let person: Person;
let terminal: Terminal;

beforeAll(async () => {
  person = await makePerson('devenv-e2e');
  for (const command of ['allow', 'up']) {
    const {code, stderr} = await person.run(['devenv', command]);
    if (code !== 0) throw new Error(`devenv ${command}: ${stderr}`);
  }
  terminal = await openTerminal(person, 132, 43);
});
afterAll(async () => {
  await terminal.end();
  await person.remove();
});

const web = async () => (await containersOf(siteAt(person.root)))['web']!;

describe('devenv shell on a terminal', () => {
  test('gives a prompt in the running service, in the directory of manage.py', async () => {
    await terminal.type('devenv shell; echo "shell ended with $?"');
    const [, host] = await terminal.shows(/devenv dev@(\w+):\/app\/example-django\$ ?$/m);
    expect((await web()).id.startsWith(host!)).toBe(true);
  });

  test('runs as the person who called it, not as root', async () => {
    await terminal.type('echo "I am $(id -u)"');
    expect(await terminal.shows(new RegExp(`^I am ${String(person.uid)}$`, 'm'))).not.toBeNull();
    expect(person.uid).not.toBe(0);
  });

  test('has colours: the prompt is coloured, and programs learn the kind of terminal', async () => {
    await terminal.shows(/\u001b\[1m\u001b\[36mdevenv/, true);
    await terminal.type('echo "term is $TERM"; ls -d --color=auto /app');
    await terminal.shows(/^term is (screen|tmux)/m);
    await terminal.shows(/\u001b\[[\d;]*m\/app/, true);
  });

  test('has the size of the window, and follows it', async () => {
    await terminal.type('echo "size $(stty size)"');
    await terminal.shows(/^size 43 132$/m);
    await terminal.resize(101, 31);
    await terminal.type('echo "now $(stty size)"');
    await terminal.shows(/^now 31 101$/m);
  });

  test('a file made in it belongs to the person on the host', async () => {
    await terminal.type('touch made-inside && echo touched');
    await terminal.shows(/^touched$/m);
    expect(statSync(join(person.root, 'example-django/made-inside')).uid).toBe(person.uid);
  });

  test('passes the exit code on', async () => {
    await terminal.type('exit 7');
    await terminal.shows(/^shell ended with 7$/m);
  });

  test('^C stops what runs in it and not the shell', async () => {
    await terminal.type('devenv shell worker; echo "worker ended with $?"');
    await terminal.shows(/dev@\w+:\/app\/example-django\$ ?$/m);
    await terminal.type('echo waiting; sleep 1000');
    await terminal.shows(/^waiting$/m);
    await terminal.type('\u0003');
    await terminal.type('echo "still here: $?"; exit 5');
    await terminal.shows(/^still here: 130$/m);
    await terminal.shows(/^worker ended with 5$/m);
  });

  test("--django opens Django's own shell", async () => {
    await terminal.type('devenv shell --django');
    await terminal.shows(/^>>> ?$/m);
    await terminal.type('from trees.models import Species; print("trees:", Species.objects.count())');
    await terminal.shows(/^trees: 8$/m);
    await terminal.type('exit()');
  });
});

describe('devenv shell without a terminal', () => {
  test('--django reads its code from stdin', async () => {
    const {code, stdout} = await person.run(['devenv', 'shell', '--django'], {
      input: 'from trees.models import Species\nprint("trees:", Species.objects.count())\n',
    });
    expect({code, last: stdout.trim().split('\n').at(-1)}).toEqual({code: 0, last: 'trees: 8'});
  });

  test('a script on stdin runs, and its exit code is passed on', async () => {
    expect(await person.run(['devenv', 'shell'], {input: 'id -u; pwd\nexit 9\n'})).toMatchObject({
      code: 9,
      stdout: `${String(person.uid)}\n/app/example-django\n`,
    });
  });
});

describe('devenv shell while the service is down', () => {
  beforeAll(async () => {
    await docker('stop', (await web()).id);
  });

  test('opens in a fresh container of the same image, with the same mounts and user', async () => {
    await terminal.type('clear; devenv shell; echo "fresh ended with $?"');
    const [, host] = await terminal.shows(/devenv dev@(\w+):\/app\/example-django\$ ?$/m);
    const [fresh] = JSON.parse((await docker('inspect', host!)).join('\n')) as [{Image: string; Config: {User: string}}];
    const {id, image, user} = await web();
    expect(id.startsWith(host!)).toBe(false);
    expect(fresh).toMatchObject({Image: image, Config: {User: user}});
    await terminal.type('ls made-inside && exit 6');
    await terminal.shows(/^fresh ended with 6$/m);
  });

  test('and leaves no container behind', async () => {
    const oneOffs = await docker(
      'ps',
      '--all',
      '--quiet',
      '--filter',
      `label=devenv.root=${person.root}`,
      '--filter',
      'label=com.docker.compose.oneoff=True',
    );
    expect(oneOffs).toEqual([]);
  });
});

describe('a changed .envrc, on a terminal', () => {
  // The line may be wider than the terminal.
  const asked = /changed since it was allowed[^]*\[y\/\s*N\]\s*$/;

  beforeAll(async () => {
    await person.run(['sh', '-c', 'echo "export LATELY=yes" >>example-django/.envrc']);
  });

  test('is shown as a difference and asked for; without consent nothing is done', async () => {
    await terminal.type('clear; devenv up --dry-run; echo "up ended with $?"');
    await terminal.shows(/^ *\+ \d+: export LATELY=•••/m);
    await terminal.shows(asked);
    await terminal.type('n');
    await terminal.shows(/^up ended with 7$/m);
  });

  test('is used once the person agreed, and not asked for again', async () => {
    await terminal.type('clear; devenv up --dry-run; echo "up ended with $?"');
    await terminal.shows(asked);
    await terminal.type('y');
    await terminal.shows(/^up ended with 0$/m);
    expect((await person.run(['devenv', 'up', '--dry-run'])).code).toBe(0);
  });
});
