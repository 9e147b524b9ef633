import {DevenvError} from '../../model/errors';
import type {Action} from '../../model/plan';
import {composeDown, composeRun, composeUp} from '../compose';
import {say, type Context} from '../context';
import {waitHealthy} from '../health';
import {takePlace} from '../place';
import {runSql} from '../sql';

type RunTests = Extract<Action, {do: 'run-tests'}>;

/**
 * Runs the tests in a container of the test image with stores of its own, which are gone afterwards. Runs at the same time
 * share nothing; one that was killed is cleared away by the next.
 * @throws DevenvError `failed` with the command's own exit code when it is not 0.
 */
export async function runTests(action: RunTests, context: Context): Promise<void> {
  const place = takePlace(context.directory, 'test');
  try {
    await runIn(action, {...context, composeProject: place.name(action.composeProject)});
  } finally {
    place.leave();
  }
}

async function runIn(action: RunTests, context: Context): Promise<void> {
  const {composition, command} = action;
  try {
    await startStores(action, context);
    const outcome = await composeRun(context, composition, 'test', command, {onLine: line => say(context, line)});
    if (outcome.code !== 0) throw new DevenvError('failed', `The tests ended with exit code ${String(outcome.code)}`, {exit: outcome.code});
  } finally {
    await composeDown(context, composition);
  }
}

async function startStores({composition, stores, client, sql}: RunTests, context: Context): Promise<void> {
  if (stores.length === 0) return;
  await composeUp(context, composition, stores);
  await waitHealthy(context, ['devenv.mode=test', `com.docker.compose.project=${context.composeProject ?? ''}`], stores);
  if (sql.length > 0) await runSql(context, composition, client, sql);
}
