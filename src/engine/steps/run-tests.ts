import type {Action} from '../../model/plan';
import {composeUp} from '../compose';
import type {Context} from '../context';

/** Placeholder until the test plan is written. */
export async function runTests({composition, stores}: Extract<Action, {do: 'run-tests'}>, context: Context): Promise<void> {
  await composeUp(context, composition, stores);
}
