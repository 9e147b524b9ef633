import {cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {devenv, run} from './devenv';

const example = resolve(__dirname, '../../../examples/example.com');

/** A copy of the example site in a directory of its own, with its `.envrc` allowed. */
export interface Site {
  readonly root: string;
  /** Directory of the Django project. */
  readonly django: string;
  /** Replaces text in a file of the site; fails when it is not there. */
  readonly edit: (file: string, from: string, to: string) => void;
  readonly write: (file: string, content: string) => void;
  readonly read: (file: string) => string;
  /** Removes everything of it, in Docker too. */
  readonly remove: () => Promise<void>;
}

export async function copyOfExample(name = 'site'): Promise<Site> {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'devenv-e2e-'))), name);
  const skipped = ['/.devenv', '/media', '/staticfiles', '/__pycache__'];
  cpSync(example, root, {recursive: true, filter: source => !skipped.some(part => source.endsWith(part))});
  const site = siteAt(root);
  await devenv(root, 'allow');
  return site;
}

export function siteAt(root: string): Site {
  const path = (file: string) => join(root, file);
  return {
    root,
    django: join(root, 'example-django'),
    read: file => readFileSync(path(file), 'utf8'),
    write: (file, content) => writeFileSync(path(file), content),
    edit: (file, from, to) => {
      const before = readFileSync(path(file), 'utf8');
      if (!before.includes(from)) throw new Error(`${file} does not contain ${from}`);
      writeFileSync(path(file), before.replace(from, to));
    },
    remove: async () => {
      await devenv(root, 'down', '--volumes', '--yes');
      rmSync(dirname(root), {recursive: true, force: true});
    },
  };
}

/** Asks the docker command and returns its lines. */
export async function docker(...args: readonly string[]): Promise<readonly string[]> {
  const {code, stdout, stderr} = await run('docker', args, '/');
  if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
  return stdout.split('\n').filter(line => line !== '');
}

export interface Container {
  readonly id: string;
  readonly startedAt: string;
  readonly image: string;
  readonly user: string;
  readonly mounts: readonly string[];
  readonly env: readonly string[];
}

/** The containers of a site by service; `mode` is development, production or test. */
export async function containersOf(site: Site, mode = 'development'): Promise<Readonly<Record<string, Container>>> {
  const ids = await docker(
    'ps',
    '--all',
    '--quiet',
    '--no-trunc',
    '--filter',
    `label=devenv.root=${site.root}`,
    '--filter',
    `label=devenv.mode=${mode}`,
  );
  if (ids.length === 0) return {};
  const raw = JSON.parse((await docker('inspect', ...ids)).join('\n')) as RawContainer[];
  return Object.fromEntries(raw.map(container => [container.Config.Labels['devenv.service'] ?? '', toContainer(container)]));
}

interface RawContainer {
  readonly Id: string;
  readonly Image: string;
  readonly State: {readonly StartedAt: string};
  readonly Config: {readonly Labels: Record<string, string>; readonly User: string; readonly Env: readonly string[]};
  readonly Mounts: readonly {readonly Type: string; readonly Destination: string}[];
}

function toContainer({Id, Image, State, Config, Mounts}: RawContainer): Container {
  const mounts = Mounts.map(({Type, Destination}) => `${Type} ${Destination}`).sort();
  return {id: Id, startedAt: State.StartedAt, image: Image, user: Config.User, mounts, env: Config.Env};
}
