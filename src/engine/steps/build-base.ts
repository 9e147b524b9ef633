import type {Action} from '../../model/plan';
import {build} from '../build';
import type {Context} from '../context';
import {aptSecrets, debianScripts} from '../machine';
import {run} from '../process';

type BuildBase = Extract<Action, {do: 'build-base'}>;

/** Builds one of our base images on a Debian root file system. */
export async function buildBase({image, base, context: directory, suite, interpreter, labels}: BuildBase, context: Context): Promise<void> {
  const secrets = await aptSecrets(context, suite, debianScripts(directory));
  const make = (args: readonly string[]) =>
    build(context, {image, context: directory, args: ['--build-arg', `BASE=${base}`, ...args], secrets, labels});
  await make(interpreter === null ? [] : interpreterArgs(interpreter));
  if (labels['devenv.base'] !== 'python' || interpreter?.version.split('.').length === 3) return;
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
  await make(interpreter === null ? versionArgs(stdout.trim()) : interpreterArgs({...interpreter, version: stdout.trim()}));
}

function interpreterArgs({version, directory, tools}: NonNullable<BuildBase['interpreter']>): readonly string[] {
  return ['--build-context', `interpreter=${directory}`, '--build-arg', `TOOLS=${tools.join(' ')}`, ...versionArgs(version)];
}

function versionArgs(version: string): readonly string[] {
  return ['--build-arg', `PYTHON_VERSION=${version}`];
}
