import {explainBuild} from './build-failures';
import {readBuildLog} from './build-log';
import {say, type Context} from './context';
import type {BuildSecrets} from './machine';
import {run} from './process';

export interface Build {
  /** Reference of what is built; null where the result is files. */
  readonly image: string | null;
  /** What these files are, for a message; devenv.lock where it is not said. */
  readonly files?: string;
  readonly context: string;
  readonly args: readonly string[];
  readonly secrets: BuildSecrets;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Builds an image by BuildKit and tells the lines of its log.
 * @throws DevenvError `build-failed` with the step of the Dockerfile, the end of its log, and the pin to blame.
 */
export async function build(
  context: Context,
  {image, files = 'devenv.lock', context: directory, args, secrets, labels}: Build,
): Promise<void> {
  // What asked the machine for secrets before may have been interrupted: a build that has begun would run to its end.
  context.signal.throwIfAborted();
  const log = readBuildLog(line => say(context, line));
  const labelArgs = Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
  // Provenance would change the image's identity with every build.
  const result = image === null ? [] : ['--load', '--provenance=false', '--tag', image];
  const common = ['buildx', 'build', '--progress=rawjson', ...result];
  const outcome = await run('docker', [...common, ...labelArgs, ...args, ...secrets.args, directory], {
    cwd: context.root,
    env: {...process.env, ...secrets.env},
    signal: context.signal,
    onLine: line => log.push(line),
  });
  if (outcome.code === 0) return;
  context.signal.throwIfAborted();
  throw explainBuild(context, image === null ? files : nameOf(image), log.failure());
}

/** "image dev" for example-com-1234:dev-abcd, "base image postgres" for devenv/postgres:bookworm-abcd. */
function nameOf(image: string): string {
  const [, base] = /^devenv\/([^:]+):/.exec(image) ?? [];
  return base === undefined ? `image ${/:(.+)-[^-]*$/.exec(image)?.[1] ?? image}` : `base image ${base}`;
}
