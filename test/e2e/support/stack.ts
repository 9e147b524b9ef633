import {join} from 'node:path';
import {run} from './devenv';
import {docker, type Site} from './site';

export const allServices = ['beat', 'db', 'nginx', 'redis', 'web', 'worker'];

/** Asks compose itself about a site, with the file that devenv wrote; returns what it prints. */
export async function compose(site: Site, ...args: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await run('docker', ['compose', '--file', '.devenv/compose.yaml', ...args], site.root);
  if (code !== 0) throw new Error(`docker compose ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** Runs a statement in the site's Postgres as its superuser and returns the rows as text. */
export async function sql(site: Site, statement: string, database = 'example', file = 'compose.yaml'): Promise<string> {
  const args = [
    'compose',
    '--file',
    join('.devenv', file),
    'exec',
    '--no-TTY',
    'db',
    'psql',
    '--username=postgres',
    `--dbname=${database}`,
  ];
  const {code, stdout, stderr} = await run(
    'docker',
    [...args, '--no-align', '--tuples-only', '--quiet', '--command', statement],
    site.root,
  );
  if (code !== 0) throw new Error(`${statement}: ${stderr}`);
  return stdout.trim();
}

/** What the engine keeps for a project, by kind: everything that carries its label. */
export async function thingsOf(
  project: string,
): Promise<Readonly<Record<'containers' | 'networks' | 'volumes' | 'images', readonly string[]>>> {
  const own = ['--filter', `label=devenv.project=${project}`];
  const [containers, networks, volumes, images] = await Promise.all([
    docker('ps', '--all', '--quiet', ...own),
    docker('network', 'ls', '--quiet', ...own),
    docker('volume', 'ls', '--quiet', ...own),
    docker('images', '--all', '--format', '{{.ID}} {{.Repository}}:{{.Tag}}', ...own),
  ]);
  return {containers, networks, volumes, images};
}

/** The id under which devenv labels what belongs to a site that is up. */
export async function projectOf(site: Site): Promise<string> {
  const labels = await docker('ps', '--all', '--filter', `label=devenv.root=${site.root}`, '--format', '{{.Label "devenv.project"}}');
  return labels[0] ?? '';
}

/** What the site's API answers at a path. */
export async function answer<T>(url: string, path: string): Promise<T> {
  const response = await fetch(new URL(path, url), {signal: AbortSignal.timeout(5000)});
  if (!response.ok) throw new Error(`${path} answered ${String(response.status)}`);
  return (await response.json()) as T;
}

/** What `/api/status/` answers. */
export interface SiteStatus {
  readonly status: string;
  readonly postgres: {readonly species: number};
  readonly celery: {readonly answers: boolean};
  readonly beat: {readonly answers: boolean};
}
