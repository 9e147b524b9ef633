import {spawn} from 'node:child_process';
import {containersOf, docker, type Site} from './site';

/** What a container was made with. */
export interface Watched {
  readonly service: string;
  readonly image: string;
  readonly user: string;
  readonly mounts: readonly string[];
  readonly binds: readonly string[];
}

interface Raw {
  readonly Image: string;
  readonly Config: {readonly Labels: Readonly<Record<string, string>>; readonly User: string};
  readonly HostConfig: {readonly Binds: readonly string[] | null};
  readonly Mounts: readonly {readonly Type: string; readonly Destination: string}[];
}

/** Inspects each container of the site that starts in that mode, the moment it starts. */
export function watchContainers(site: Site, mode: string): {readonly end: () => Promise<readonly Watched[]>} {
  const filters = ['event=start', `label=devenv.root=${site.root}`, `label=devenv.mode=${mode}`].flatMap(filter => ['--filter', filter]);
  const events = spawn('docker', ['events', ...filters, '--format', '{{.ID}}']);
  const seen: Promise<Watched>[] = [];
  events.stdout.setEncoding('utf8').on('data', (chunk: string) => seen.push(...chunk.split('\n').filter(Boolean).map(watched)));
  return {
    end: async () => {
      events.kill();
      return Promise.all(seen);
    },
  };
}

async function watched(id: string): Promise<Watched> {
  const [raw] = JSON.parse((await docker('inspect', id)).join('\n')) as [Raw];
  const mounts = raw.Mounts.map(({Type, Destination}) => `${Type} ${Destination}`);
  return {
    service: raw.Config.Labels['devenv.service'] ?? '',
    image: raw.Image,
    user: raw.Config.User,
    mounts,
    binds: raw.HostConfig.Binds ?? [],
  };
}

/** sha256 of each layer of an image, the lowest first. */
export async function layersOf(image: string): Promise<readonly string[]> {
  const [layers] = await docker('image', 'inspect', '--format', '{{json .RootFS.Layers}}', image);
  return JSON.parse(layers ?? '[]') as string[];
}

/** Everything that the site's Postgres holds but beat's ticks, which come by themselves. */
export async function dumpOf(site: Site, mode = 'development'): Promise<string> {
  const {db} = await containersOf(site, mode);
  const databases = await docker('exec', db!.id, 'psql', '-U', 'postgres', '-Atc', 'SELECT datname FROM pg_database ORDER BY 1');
  const dump = await docker('exec', db!.id, 'pg_dump', '-U', 'postgres', '--exclude-table=journal_tick*', 'example');
  // pg_dump guards its output with a word of chance.
  return [...databases, ...dump.filter(line => !/^\\(un)?restrict /.test(line))].join('\n');
}

/** The id of a project's image of that role; fails unless there is exactly one. */
export async function imageOf(project: string, role: string): Promise<string> {
  const own = ['--filter', `label=devenv.project=${project}`, '--filter', `label=devenv.role=${role}`];
  const ids = [...new Set(await docker('images', '--quiet', '--no-trunc', ...own))];
  if (ids.length !== 1) throw new Error(`${project} has ${String(ids.length)} images ${role}`);
  return ids[0]!;
}
