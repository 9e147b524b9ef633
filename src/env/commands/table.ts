import type {Call} from './call';
import {loadDotenv} from './dotenv';
import {exportNames} from './export';
import {requireNames} from './require';
import {sourceIfExists} from './source';
import {unsetNames} from './unset';

/** What these do concerns the developer's machine: its paths, its tools, its terminal. Nothing of it reaches a container. */
const onTheHost = [
  ':',
  'MANPATH_add',
  'PATH_add',
  'PATH_rm',
  'direnv_version',
  'echo',
  'layout',
  'load_prefix',
  'log_error',
  'log_status',
  'path_add',
  'path_rm',
  'true',
  'use',
  'watch_dir',
  'watch_file',
];

/** Every command that is understood without a shell. */
export const commands: Readonly<Record<string, (call: Call) => void>> = {
  ...Object.fromEntries(onTheHost.map(name => [name, nothing])),
  dotenv: call => loadDotenv(call, true),
  dotenv_if_exists: call => loadDotenv(call, false),
  env_vars_required: requireNames,
  export: exportNames,
  source_env_if_exists: sourceIfExists,
  unset: unsetNames,
};

function nothing(): void {
  return;
}
