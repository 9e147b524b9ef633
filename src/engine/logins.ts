import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Context} from './context';

type Environment = Context['environment'];

/**
 * What this machine logs in with at private indexes and repositories, as arguments of a build: pip, uv and git read the
 * netrc, and ssh asks the agent, whose keys never leave it.
 */
export function loginArgs(environment: Environment): readonly string[] {
  const home = environment['HOME'] ?? homedir();
  const files = [
    ['netrc', environment['NETRC'] ?? join(home, '.netrc')],
    ['known_hosts', join(home, '.ssh/known_hosts')],
  ] as const;
  const secrets = files.filter(([, file]) => existsSync(file)).flatMap(([id, file]) => ['--secret', `id=${id},src=${file}`]);
  return [...secrets, ...(hasAgent(environment) ? ['--ssh', 'default'] : [])];
}

/** Logins of uv's and poetry's named indexes. */
const ofIndexes = /^(UV_INDEX_\w+_(USERNAME|PASSWORD)|POETRY_HTTP_BASIC_\w+)$/;

/**
 * Variables of a build that say who logs in and by what way.
 * @param named variables that the project's own files refer to, as pip lets them: `https://${TOKEN}@index.example.com/simple`
 */
export function loginVariables(environment: Environment, named: readonly string[]): readonly (readonly [string, string])[] {
  const wanted = Object.entries(environment).flatMap(([name, value]) =>
    value && (ofIndexes.test(name) || named.includes(name)) ? [[name, value] as const] : [],
  );
  // With keys at hand, an address over ssh is meant as it stands: the image's own git takes it for one over https.
  const ssh = [
    ['GIT_CONFIG_GLOBAL', '/dev/null'],
    ['GIT_SSH_COMMAND', 'ssh -o BatchMode=yes'],
  ] as const;
  return [...wanted, ...(hasAgent(environment) ? ssh : [])];
}

function hasAgent(environment: Environment): boolean {
  const socket = environment['SSH_AUTH_SOCK'];
  return socket !== undefined && existsSync(socket);
}
