import {connectClient} from './client';
import type {Endpoint} from './connect';

/**
 * Runs a command in a running container without a terminal, with this process's streams. Over the engine's socket, which
 * takes half the time of the docker command.
 * @returns the command's exit code
 */
export async function execute(
  endpoint: Endpoint,
  container: string,
  command: readonly string[],
  environment: readonly string[],
): Promise<number> {
  const client = await connectClient(endpoint);
  const options = {Cmd: [...command], Env: [...environment], AttachStdin: true, AttachStdout: true, AttachStderr: true};
  const exec = await client.getContainer(container).exec(options);
  const stream = await exec.start({hijack: true, stdin: true});
  client.modem.demuxStream(stream, process.stdout, process.stderr);
  process.stdin.pipe(stream);
  await new Promise<void>((resolve, reject) => stream.on('end', resolve).on('error', reject));
  // Standard input may still be open: the command did not want it.
  process.stdin.unpipe(stream);
  process.stdin.destroy();
  const {ExitCode} = await exec.inspect();
  return ExitCode ?? 1;
}
