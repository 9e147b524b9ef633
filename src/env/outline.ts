import {spawnSync} from 'node:child_process';
import type {EnvFile} from './file';
import {isSecret, mask} from './mask';

/**
 * The lines of a file with what may be secret masked, so that they can be kept and shown.
 * @param shared whether the file is in version control, where everybody can read it
 */
export function outlineOf({bytes}: EnvFile, shared: boolean): readonly string[] {
  return bytes
    .toString('utf8')
    .replace(/\n$/, '')
    .split('\n')
    .map(line => outlineLine(line, shared));
}

const assignment = /^(\s*(?:export\s+)?)([A-Za-z_]\w*)(\s*=\s*)(.+)$/;

function outlineLine(line: string, shared: boolean): string {
  const [, before = '', name, equals = '', value = ''] = assignment.exec(line) ?? [];
  if (name === undefined) return shared || /^\s*(?:#.*)?$/.test(line) || harmless.test(line) ? line : mask(line);
  return shared && !isSecret(name, value.replaceAll(/^['"]|['"]$/g, '')) ? line : `${before}${name}${equals}${mask(value)}`;
}

/** Commands whose words are names of files and tools. */
const harmless = /^\s*(?:dotenv|dotenv_if_exists|layout|source_env|source_env_if_exists|source_up|use|watch_file|PATH_add)\b[\w\s./-]*$/;

/** Whether git keeps the file; false where there is no git. */
export function isShared(root: string, file: string): boolean {
  return spawnSync('git', ['-C', root, 'ls-files', '--error-unmatch', '--', file], {stdio: 'ignore'}).status === 0;
}
