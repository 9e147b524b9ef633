import {once} from 'node:events';
import type {Duplex} from 'node:stream';
import {setTimeout as pause} from 'node:timers/promises';
import type {Endpoint} from './connect';
import {ask, attach, post} from './socket';

/** A command to run in a container. */
export interface Exec {
  readonly container: string;
  readonly command: readonly string[];
  /** NAME=value, on top of the container's own. */
  readonly environment: readonly string[];
}

/** Whether execPlain can do it: there has to be a socket, and no terminal, which the docker command sets up better. */
export function canExecPlain({host}: Endpoint): boolean {
  return host.startsWith('unix:') && !process.stdin.isTTY && !process.stdout.isTTY;
}

/**
 * Runs a command in a running container with this process's streams, as `docker exec --interactive` does but without the
 * start of another program.
 * @returns the command's exit code
 * @throws DevenvError `no-engine` when nothing answers.
 */
export async function execPlain(endpoint: Endpoint, {container, command, environment}: Exec): Promise<number> {
  const streams = {AttachStdin: true, AttachStdout: true, AttachStderr: true};
  const {Id} = await post<{Id: string}>(endpoint, `/containers/${container}/exec`, {...streams, Cmd: command, Env: environment});
  const stream = await attach(endpoint, `/exec/${Id}/start`, {Detach: false, Tty: false});
  process.stdin.pipe(stream);
  // Behind nohup it cannot be read.
  process.stdin.on('error', () => stream.end());
  // A command that does not read its input may end before it is written.
  stream.on('error', () => undefined);
  await separate(stream).catch((error: unknown) => {
    if (!['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  });
  // Nobody reads it any more; an open one would keep this process.
  process.stdin.unpipe(stream).destroy();
  return exitCodeOf(endpoint, Id);
}

/** Some engines close the streams before they know how the command ended. */
async function exitCodeOf(endpoint: Endpoint, id: string): Promise<number> {
  for (;;) {
    const {Running, ExitCode} = await ask<{Running: boolean; ExitCode: number | null}>(endpoint, `/exec/${id}/json`);
    if (!Running) return ExitCode ?? 1;
    await pause(20);
  }
}

const headerSize = 8;

/** Each piece has a header: one byte tells the stream (2 is stderr), the last four the size. Moby, api/types/container: "Stream format". */
async function separate(stream: Duplex): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= headerSize && rest.length >= headerSize + rest.readUInt32BE(4)) {
      const end = headerSize + rest.readUInt32BE(4);
      const target = rest[0] === 2 ? process.stderr : process.stdout;
      if (!target.write(rest.subarray(headerSize, end))) await once(target, 'drain');
      rest = rest.subarray(end);
    }
  }
}
