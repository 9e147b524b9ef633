import {existsSync, statfsSync} from 'node:fs';
import type {Finding} from '../model/finding';
import type {Endpoint} from './connect';
import {run} from './process';
import {ask} from './socket';

type Environment = Readonly<Record<string, string | undefined>>;

/** Looks at what devenv needs of a machine; each check stands for itself. */
export async function examineMachine(endpoint: Endpoint, environment: Environment): Promise<readonly Finding[]> {
  return [
    await engine(endpoint),
    await plugin('compose', ['compose', 'version', '--short'], 'docker-compose'),
    await plugin('buildx', ['buildx', 'version'], 'docker-buildx'),
    await disk(endpoint),
    await otherPrograms(),
    authority(environment),
  ];
}

async function engine(endpoint: Endpoint): Promise<Finding> {
  const what = 'Docker engine';
  try {
    const {Version, ApiVersion} = await ask<{Version: string; ApiVersion: string}>(endpoint, '/version');
    // start_interval of healthchecks needs 25.
    const isOld = Number.parseInt(Version, 10) < 25;
    const detail = `${Version} (API ${ApiVersion}) at ${endpoint.host}`;
    return isOld
      ? {what, state: 'doubtful', detail: `${detail}: older than 25, services start slower`, next: 'upgrade Docker'}
      : {what, state: 'good', detail, next: null};
  } catch (error) {
    return {what, state: 'bad', detail: (error as Error).message, next: 'start Docker; script/engine installs one on Debian and Ubuntu'};
  }
}

async function plugin(name: string, args: readonly string[], debian: string): Promise<Finding> {
  const what = `docker ${name}`;
  const outcome = await run('docker', args).catch(() => null);
  if (outcome === null) return {what, state: 'bad', detail: 'there is no docker command', next: 'install the docker command'};
  if (outcome.code !== 0) return {what, state: 'bad', detail: 'the plugin is missing', next: `install ${debian}`};
  return {what, state: 'good', detail: /v?\d+\.\d+\.\d+\S*/.exec(outcome.stdout)?.[0] ?? outcome.stdout.trim(), next: null};
}

async function disk(endpoint: Endpoint): Promise<Finding> {
  const what = 'Disk';
  const root = await ask<{DockerRootDir: string}>(endpoint, '/info').then(
    ({DockerRootDir}) => DockerRootDir,
    () => null,
  );
  if (root === null || !existsSync(root))
    return {what, state: 'doubtful', detail: "Docker's directory cannot be seen from here", next: null};
  const {bavail, bsize} = statfsSync(root);
  const gibibytes = (bavail * bsize) / 2 ** 30;
  const detail = `${gibibytes.toFixed(1)} GiB free where Docker writes`;
  return gibibytes < 3
    ? {what, state: 'bad', detail, next: 'docker system df, then docker builder prune'}
    : {what, state: 'good', detail, next: null};
}

/** Two other tools are called devenv. */
async function otherPrograms(): Promise<Finding> {
  const what = 'Other programs named devenv';
  const {stdout} = await run('sh', ['-c', 'command -v devenv || true']);
  const first = stdout.trim();
  if (first === '') return {what, state: 'good', detail: 'none on PATH', next: null};
  const version = await run(first, ['--version']).catch(() => null);
  const isOurs = version?.stdout.startsWith('devenv/') === true;
  return isOurs
    ? {what, state: 'good', detail: `none before this one, ${first}`, next: null}
    : {what, state: 'doubtful', detail: `${first} is another program of that name`, next: 'put the directory of this devenv first on PATH'};
}

function authority(environment: Environment): Finding {
  const names = ['SSL_CERT_FILE', 'PIP_CERT', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'];
  const broken = names.find(name => environment[name] && !existsSync(environment[name]));
  if (broken !== undefined)
    return {what: 'Certificates', state: 'bad', detail: `${broken} names a file that is not there`, next: `unset ${broken}`};
  const used = names.find(name => environment[name]);
  return {
    what: 'Certificates',
    state: 'good',
    detail: used === undefined ? "the system's own" : `builds use the bundle that ${used} names`,
    next: null,
  };
}
