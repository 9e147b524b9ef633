import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {DatabaseState, State} from '../model/observed';
import type {Context} from './context';
import {observeContainers} from './containers';
import {modeOf, projectLabels} from './labels';

const nothing: State = {ports: {}, databases: {}};

/** What earlier runs recorded; a file that is missing or broken counts as nothing, which only costs work. */
export function readState(directory: string): State {
  try {
    return {...nothing, ...(JSON.parse(readFileSync(join(directory, 'state.json'), 'utf8')) as Partial<State>)};
  } catch {
    return nothing;
  }
}

/** Written whole and renamed: a run that is killed leaves the old or the new state. */
function writeState(directory: string, state: State): void {
  mkdirSync(directory, {recursive: true});
  const file = join(directory, 'state.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, {mode: 0o600});
  renameSync(`${file}.new`, file);
}

/** Changes what is recorded of a database; one in a volume of another creation starts from nothing. */
export function recordDatabase(
  directory: string,
  record: string,
  created: string,
  change: (state: DatabaseState) => Partial<DatabaseState>,
): void {
  const state = readState(directory);
  const recorded = state.databases[record];
  const fresh: DatabaseState = {created, prepared: null, migrated: null, migrations: [], fixtures: {}, rows: {}};
  const before = recorded?.created === created ? recorded : fresh;
  writeState(directory, {...state, databases: {...state.databases, [record]: {...before, ...change(before)}}});
}

/** The next `up` in this mode prefers the port that this one published. */
export async function rememberPort(context: Context, composition: string): Promise<void> {
  const containers = await observeContainers(context.endpoint, projectLabels(context, composition));
  const port = containers.find(({service}) => service === 'nginx')?.ports[0]?.host;
  const state = readState(context.directory);
  const mode = modeOf(composition);
  if (port !== undefined && state.ports[mode] !== port) writeState(context.directory, {...state, ports: {...state.ports, [mode]: port}});
}
