import {execInService, runOnce} from './attach';
import {paintFor, renderStatus} from './report';
import {readStatus} from './status';

type Work = () => Promise<void>;

/** Commands that a person waits for many times a day, by the words behind them; null where a word may be a flag of ours. */
const commands: Readonly<Record<string, (words: readonly string[]) => Work | null>> = {
  status: words => (words.length === 0 ? showStatus : null),
  exec: ([service = '-', ...words]) => (isPlain([service]) && isPlain(words) ? () => execInService('.', service, words) : null),
  manage: words => (isPlain(words) ? () => execInService('.', 'web', ['python', 'manage.py', ...words]) : null),
  run: words => (isPlain(words) ? () => runOnce('.', words) : null),
};

/**
 * The work of a command line that needs no parser, null for all others. oclif costs as much to load as the rest of such
 * a command takes.
 */
export function hotWork([name = '', ...words]: readonly string[]): Work | null {
  return commands[name]?.(words) ?? null;
}

/** Begins with a word that is no flag: what follows belongs to the program that is run. */
function isPlain([first = '-']: readonly string[]): boolean {
  return !first.startsWith('-');
}

async function showStatus(): Promise<void> {
  process.stdout.write(`${renderStatus(await readStatus('.'), paintFor(process.stdout))}\n`);
}
