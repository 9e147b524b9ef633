import {spawn} from 'node:child_process';
import {DevenvError} from '../../model/errors';
import type {Action} from '../../model/plan';
import {connectClient} from '../client';
import {say, type Context} from '../context';
import {engineGone, outOfSpace} from '../failures';

/** Makes a Debian root file system and imports it, without a file in between. */
export async function bootstrapBase(
  {image, suite, script, labels}: Extract<Action, {do: 'bootstrap-base'}>,
  context: Context,
): Promise<void> {
  say(context, `debian ${suite}: fetching and unpacking packages`);
  // In the project pyenv would run mmdebstrap's helpers, which are Python, on the version that the project names.
  const child = spawn(script, [suite], {cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], signal: context.signal});
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const ended = new Promise<number>(resolve => child.on('close', code => resolve(code ?? 1)).on('error', () => resolve(1)));
  const client = await connectClient(context.endpoint);
  const changes = ['CMD ["bash"]', ...Object.entries(labels).map(([name, value]) => `LABEL ${name}=${JSON.stringify(value)}`)];
  const [repo, tag] = image.split(':');
  const imported = client.importImage(child.stdout, {repo, tag, changes} as object).then(drain);
  const code = await ended;
  if (code === 0) {
    await imported;
    return;
  }
  // An engine that fails to import stops reading, and the script fails for that.
  const cause = await imported.then(
    () => '',
    (error: unknown) => (error as Error).message,
  );
  await client
    .getImage(image)
    .remove({force: true})
    .catch(() => undefined);
  context.signal.throwIfAborted();
  const known = outOfSpace(cause + errors) ?? engineGone(cause);
  if (known !== null) throw known;
  const lines = errors.trim().split('\n');
  throw new DevenvError('build-failed', `Debian ${suite} could not be made: ${lines.at(-1) ?? ''}`, {
    detail: lines.slice(-15),
    next: ['devenv doctor'],
  });
}

/** The engine answers with a stream of lines; the last one tells a failure. */
function drain(stream: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    stream.on('error', reject);
    stream.on('end', () => {
      const error = /"error":"([^"]*)"/.exec(text)?.[1];
      if (error === undefined) resolve();
      else reject(outOfSpace(error) ?? new DevenvError('build-failed', `The engine could not import the image: ${error}`));
    });
  });
}
