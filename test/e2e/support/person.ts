import {chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {run, type Options, type Result} from './devenv';
import {unpackedProgram} from './package';
import {copyOfExample} from './site';

/** Somebody without root's rights who may use Docker, with an own home, copy of the site, and installation of devenv. */
export interface Person {
  readonly uid: number;
  readonly root: string;
  readonly home: string;
  /** The words to put before a command so that this person runs it. */
  readonly as: readonly string[];
  readonly run: (command: readonly string[], options?: Options) => Promise<Result>;
  readonly remove: () => Promise<void>;
}

export async function makePerson(name: string): Promise<Person> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-home-')));
  const isRoot = process.getuid?.() === 0;
  const socket = statSync('/var/run/docker.sock');
  // A run that was killed leaves its person behind.
  if (isRoot) await run('userdel', ['--force', name], '/');
  if (isRoot) await must('useradd', '--no-create-home', '--home-dir', home, '--shell', '/bin/bash', '--groups', String(socket.gid), name);
  const root = await furnish(home);
  if (isRoot) await must('chown', '--recursive', name, home);
  const environment = [
    `HOME=${home}`,
    `XDG_STATE_HOME=${join(home, 'state')}`,
    `PATH=${join(home, 'bin')}:${process.env['PATH'] ?? ''}`,
    'LANG=C.UTF-8',
  ];
  const as = [...(isRoot ? ['runuser', '-u', name, '--'] : []), 'env', '-u', 'CI', ...environment];
  const person: Person = {
    uid: isRoot ? Number((await must('id', '-u', name)).trim()) : process.getuid!(),
    root,
    home,
    as,
    run: (command, options) => run(as[0]!, [...as.slice(1), ...command], root, options),
    remove: async () => {
      await person.run(['devenv', 'down', '--volumes', '--yes']);
      if (isRoot) await run('userdel', [name], '/');
      rmSync(home, {recursive: true, force: true});
    },
  };
  return person;
}

/** devenv and the Node that runs it where this person can read them, whoever owns the checkout. */
async function furnish(home: string): Promise<string> {
  chmodSync(home, 0o755);
  const bin = join(home, 'bin');
  mkdirSync(bin);
  copyFileSync(process.execPath, join(bin, 'node'));
  await must('ln', '-s', await unpackedProgram(home), join(bin, 'devenv'));
  const site = await copyOfExample();
  const root = join(home, 'site');
  cpSync(site.root, root, {recursive: true});
  await site.remove();
  return root;
}

async function must(command: string, ...args: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await run(command, args, '/');
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}
