import {needsShell} from '../failure';
import {isHostOnly} from '../host';
import {argument, fail} from '../scope';
import {isBuiltIn, isPersonal} from '../tools';
import type {Call} from './call';
import {loadDotenv} from './dotenv';
import {exportNames} from './export';
import {requireNames} from './require';
import {beStrict, setOptions} from './set';
import {sourceEnv, sourceHere, sourceUp} from './source';
import {unsetNames} from './unset';

/** These write to the terminal, or tell direnv what to watch. */
const quiet = [':', 'direnv_version', 'echo', 'log_error', 'log_status', 'true', 'watch_dir', 'watch_file'];

/** These change paths on the developer's machine. Nothing of it reaches a container. */
const onTheHost = ['MANPATH_add', 'PATH_add', 'PATH_rm', 'load_prefix'];

/** What they change, as far as one can know. */
const changed = [
  ...['CPATH', 'GOPATH', 'LD_LIBRARY_PATH', 'LIBRARY_PATH', 'MANPATH', 'NODE_PATH', 'PATH', 'PKG_CONFIG_PATH', 'PYTHONPATH'],
  ...['PYTHONHOME', 'PYTHON_VERSION', 'VIRTUAL_ENV'],
];

/** Every command that is understood without a shell. */
export const commands: Readonly<Record<string, (call: Call) => void>> = {
  ...Object.fromEntries(quiet.map(name => [name, nothing])),
  ...Object.fromEntries(onTheHost.map(name => [name, changeHost])),
  'path_add': changeOne,
  'path_rm': changeOne,
  'layout': call => chooseTool(call, 'layout'),
  'use': call => chooseTool(call, 'use'),
  'dotenv': call => loadDotenv(call, true),
  'dotenv_if_exists': call => loadDotenv(call, false),
  'env_vars_required': requireNames,
  'export': exportNames,
  'set': setOptions,
  'strict_env': beStrict,
  'source': sourceHere,
  '.': sourceHere,
  'source_env': call => sourceEnv(call, true),
  'source_env_if_exists': call => sourceEnv(call, false),
  'source_up': call => sourceUp(call, true),
  'source_up_if_exists': call => sourceUp(call, false),
  'unset': unsetNames,
};

function nothing({scope, where, directory, words}: Call): void {
  if (scope.options.strict) for (const word of words) argument(scope, directory, word, where);
}

function changeHost({scope}: Call): void {
  for (const name of changed) scope.unknown.add(name);
}

/** `path_add NAME …` and `path_rm NAME …`, where the name is one of the machine's. */
function changeOne({scope, where, directory, words: [first]}: Call): void {
  const name = first === undefined ? '' : argument(scope, directory, first, where);
  if (!isHostOnly(name)) throw needsShell(where, 'a list of paths that a service may get');
  scope.unknown.add(name);
}

/** `layout NAME` and `use NAME` choose tools on the host, unless a person's own direnvrc makes them do more. */
function chooseTool(call: Call, command: 'layout' | 'use'): void {
  const {scope, where, directory, words} = call;
  const [first] = words;
  const name = first === undefined ? '' : argument(scope, directory, first, where);
  if (isPersonal(command, name, scope.ambient)) throw needsShell(where, `${command} ${name} of your direnvrc`);
  if (!isBuiltIn(command, name)) fail(scope, where, `nothing defines ${command} ${name}`);
  for (const changing of changed) scope.unknown.add(changing);
}
