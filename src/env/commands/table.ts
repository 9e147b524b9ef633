import type {Call} from './call';
import {loadDotenv} from './dotenv';
import {exportNames} from './export';
import {requireNames} from './require';
import {sourceIfExists} from './source';
import {unsetNames} from './unset';

/** These write to the terminal, or tell direnv what to watch. */
const quiet = [':', 'direnv_version', 'echo', 'log_error', 'log_status', 'true', 'watch_dir', 'watch_file'];

/** These change paths and choose tools on the developer's machine. Nothing of it reaches a container. */
const onTheHost = ['MANPATH_add', 'PATH_add', 'PATH_rm', 'layout', 'load_prefix', 'path_add', 'path_rm', 'use'];

/** What they change, as far as one can know. */
const changed = [
  ...['CPATH', 'GOPATH', 'LD_LIBRARY_PATH', 'LIBRARY_PATH', 'MANPATH', 'NODE_PATH', 'PATH', 'PKG_CONFIG_PATH', 'PYTHONPATH'],
  ...['PYTHONHOME', 'PYTHON_VERSION', 'VIRTUAL_ENV'],
];

/** Every command that is understood without a shell. */
export const commands: Readonly<Record<string, (call: Call) => void>> = {
  ...Object.fromEntries(quiet.map(name => [name, nothing])),
  ...Object.fromEntries(onTheHost.map(name => [name, changeHost])),
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

function changeHost({scope}: Call): void {
  for (const name of changed) scope.unknown.add(name);
}
