import type {Action} from '../../model/plan';
import {composeRun} from '../compose';
import {say, type Context} from '../context';
import {explainPython} from '../failures';

/**
 * Has Django check the project in a container of its own; what it says goes line by line to who listens.
 * @throws DevenvError `failed` where the settings, the URLs or a migration raise.
 */
export async function runCheck({composition, command}: Extract<Action, {do: 'run-check'}>, context: Context): Promise<void> {
  const outcome = await composeRun(context, composition, 'check', command, {onLine: line => say(context, line)});
  if (outcome.code !== 0) throw explainPython('failed', 'Django does not start', outcome, ['correct it, then: devenv check']);
}
