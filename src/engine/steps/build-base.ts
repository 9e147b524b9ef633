import type {Action} from '../../model/plan';
import {build} from '../build';
import type {Context} from '../context';
import {aptSecrets, debianScripts} from '../machine';
import {run} from '../process';

/** Builds one of our base images on a Debian root file system. */
export async function buildBase(
  {image, base, context: directory, suite, labels}: Extract<Action, {do: 'build-base'}>,
  context: Context,
): Promise<void> {
  const secrets = await aptSecrets(context, suite, debianScripts(directory));
  const make = (args: readonly string[]) =>
    build(context, {image, context: directory, args: ['--build-arg', `BASE=${base}`, ...args], secrets, labels});
  await make([]);
  if (labels['devenv.base'] !== 'python') return;
  // Projects read PYTHON_VERSION, as the official image sets it; only the built image knows its patch version.
  const {stdout} = await run('docker', [
    'run',
    '--rm',
    '--network=none',
    image,
    'python3',
    '-c',
    'import platform; print(platform.python_version())',
  ]);
  await make(['--build-arg', `PYTHON_VERSION=${stdout.trim()}`]);
}
