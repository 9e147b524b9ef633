import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {createServer} from 'node:net';
import {basename} from 'node:path';
import type {ObservedContainer, ObservedPort} from '../model/observed';
import type {Endpoint} from './connect';
import {ask, filters} from './socket';

/** The port to publish: the one that these containers use, the remembered one, else the first free one from the preferred on. */
export async function choosePort(
  endpoint: Endpoint,
  containers: readonly ObservedContainer[],
  remembered: number | null,
  preferred: number,
): Promise<ObservedPort> {
  const inUse = containers.find(({service}) => service === 'nginx')?.ports[0]?.host;
  if (inUse !== undefined && isNear(inUse, preferred)) return {chosen: inUse, busy: []};
  const busy: {port: number; holder: string}[] = [];
  for (const port of candidates(remembered, preferred)) {
    if (await isFree(port)) return {chosen: port, busy};
    busy.push({port, holder: (await containerAt(endpoint, port)) ?? processAt(port)});
  }
  return {chosen: preferred, busy};
}

function candidates(remembered: number | null, preferred: number): readonly number[] {
  const next = Array.from({length: 100}, (_, index) => preferred + index).filter(port => port < 65536);
  return remembered === null || !isNear(remembered, preferred) ? next : [remembered, ...next.filter(port => port !== remembered)];
}

/** A port that was chosen for another preference counts no more. */
function isNear(port: number, preferred: number): boolean {
  return port >= preferred && port < preferred + 100;
}

/** A port that only root may take is free for Docker, which publishes it. */
function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EACCES'));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The container that publishes a port; the process behind it is docker's own and says nothing. */
async function containerAt(endpoint: Endpoint, port: number): Promise<string | null> {
  const [holder] = await ask<Publisher[]>(endpoint, `/containers/json?filters=${filters({publish: [String(port)]})}`);
  if (holder === undefined) return null;
  const {'devenv.name': name, 'devenv.root': root} = holder.Labels;
  return root === undefined ? `the container ${holder.Names[0]?.slice(1) ?? ''}` : `${name ?? 'another project'} (${root})`;
}

interface Publisher {
  readonly Names: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
}

/** Who listens at a port, as far as Linux lets us see: "python3 (process 4711)", else "another program". */
function processAt(port: number): string {
  try {
    const sockets = listeningSockets(port);
    for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
      if (holdsAny(pid, sockets)) return `${programOf(pid)} (process ${pid})`;
    }
  } catch {
    // No /proc: another system than Linux.
  }
  return 'another program';
}

/** As it was called: the name of the process is that of its main thread, which says little of Node's programs. */
function programOf(pid: string): string {
  const [called = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return basename(called) || readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

function listeningSockets(port: number): ReadonlySet<string> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(file => readFileSync(file, 'utf8').split('\n').slice(1));
  const fields = lines.map(line => line.trim().split(/\s+/));
  return new Set(
    fields.filter(([, local, , state]) => local?.endsWith(`:${hex}`) && state === '0A').map(line => `socket:[${line[9] ?? ''}]`),
  );
}

function holdsAny(pid: string, sockets: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some(fd => sockets.has(linkOf(`/proc/${pid}/fd/${fd}`)));
  } catch {
    return false;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
