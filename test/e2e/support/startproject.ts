import {existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, writeFileSync} from 'node:fs';
import {homedir, tmpdir} from 'node:os';
import {join} from 'node:path';
import {run} from './devenv';
import {siteAt, type Site} from './site';

/** What a generator of projects writes, made by the very release that is named. */
export interface Generated {
  /** What pip installs, such as "Django==1.11.*"; several with spaces between them. */
  readonly release: string;
  /** Python that the generator runs on. */
  readonly creator: string;
  readonly command: readonly [string, ...(readonly string[])];
  /** Files written over what was generated. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Generates a project in a directory of its own; what was installed for that becomes its requirements unless it brings some. */
export async function generate(name: string, {release, creator, command, files = {}}: Generated): Promise<Site> {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-e2e-')));
  const [root, venv] = [join(parent, name), join(parent, 'venv')];
  mkdirSync(root);
  await must(join(pyenv(creator), 'bin/python3'), ['-m', 'venv', venv], parent);
  await must(join(venv, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...release.split(' ')], parent);
  const [program, ...args] = command;
  await must(join(venv, 'bin', program), [...args, root], parent);
  if (!existsSync(join(root, 'requirements.txt'))) {
    const frozen = await must(join(venv, 'bin/pip'), ['freeze', '--disable-pip-version-check'], parent);
    // The options of this machine's pip are no requirements.
    writeFileSync(join(root, 'requirements.txt'), frozen.replaceAll(/^-.*\n/gm, ''));
  }
  for (const [file, content] of Object.entries(files)) writeFileSync(join(root, file), content);
  return siteAt(root);
}

/** Directory of the newest patch release of a Python that pyenv keeps; fails with the command that installs it. */
export function pyenv(minor: string): string {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const names = existsSync(versions) ? readdirSync(versions).filter(name => name.startsWith(`${minor}.`)) : [];
  const newest = names.sort((a, b) => Number(a.split('.')[2]) - Number(b.split('.')[2])).at(-1);
  if (newest === undefined) throw new Error(`This test needs Python ${minor} in ${versions}: pyenv install ${minor}`);
  return join(versions, newest);
}

async function must(command: string, args: readonly string[], cwd: string): Promise<string> {
  const {code, stdout, stderr} = await run(command, args, cwd);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}\n${stdout}\n${stderr}`);
  return stdout;
}
