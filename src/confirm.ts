import {createInterface} from 'node:readline/promises';
import {DevenvError} from './model/errors';
import type {Plan} from './model/plan';

/**
 * Asks before a step that loses data; without a terminal nobody can agree.
 * @throws DevenvError `would-lose-data` when nobody agreed.
 */
export async function confirmLosses({steps}: Plan, agreed: boolean): Promise<void> {
  const losses = steps.flatMap(({destroys}) => (destroys === undefined ? [] : [destroys]));
  if (losses.length === 0 || agreed) return;
  if (await ask(`This destroys ${losses.join(' and ')}. Type "yes" to go on: `)) return;
  throw new DevenvError('would-lose-data', `Nothing was done: it would destroy ${losses.join(' and ')}`, {next: ['add --yes to agree']});
}

/** Whether a person at a terminal typed yes; false where there is no terminal. */
export async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY || process.env['CI']) return false;
  const terminal = createInterface({input: process.stdin, output: process.stderr});
  const answer = await terminal.question(question).finally(() => terminal.close());
  return /^y(es)?$/i.test(answer.trim());
}
