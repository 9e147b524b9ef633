import type {Action} from '../../model/plan';
import {composeRun} from '../compose';
import {say, type Context} from '../context';
import {explainPython} from '../failures';
import {recordVolume} from '../volumes';

/**
 * Runs a command of the project's own in a one-off container.
 * @throws DevenvError `migration-failed` when it fails.
 */
export async function runCommand(
  {composition, command, volume, record, hash}: Extract<Action, {do: 'run-command'}>,
  context: Context,
): Promise<void> {
  const outcome = await composeRun(context, composition, 'web', command, {onLine: line => say(context, line)});
  const text = command.at(-1)?.replace(/^exec /, '') ?? '';
  const what = `${command[0] === 'sh' ? text : command.join(' ')} ended with ${String(outcome.code)}`;
  if (outcome.code !== 0)
    throw explainPython('migration-failed', what, outcome, [
      'correct after_migrate in devenv.yaml or the command, then run devenv up again',
    ]);
  await recordVolume(context, {volume, record}, ({commands = []}) => ({commands: [...commands, hash]}));
}
