import type {Proof} from '../model/proof';
import type {ProcessCommand} from './commands';

export interface CeleryCommand {
  /** What stands after -A. */
  readonly app: string;
  readonly does: 'worker' | 'beat' | 'other';
  readonly process: string | null;
  /** What a worker or beat needs of its own: queues, pool, scheduler. */
  readonly args: readonly string[];
  /** Whether a worker holds beat too (`-B`). */
  readonly holdsBeat: boolean;
  readonly where: Proof;
}

/** Options that are the machine's business, not the project's: how many, where to log, how to detach. Those with a value first. */
const dropped = new Set([
  '-l',
  '--loglevel',
  '-f',
  '--logfile',
  '--pidfile',
  '-s',
  '--schedule',
  '-n',
  '--hostname',
  '--workdir',
  '--uid',
  '--gid',
  '-b',
  '--broker',
  '-A',
  '--app',
  '--autoscale',
]);
const droppedFlags = new Set(['-B', '--beat', '-D', '--detach', '--purge', '--uid', '-q', '--quiet', '--no-color', '--autoreload']);
const withValue = new Set([
  '-Q',
  '--queues',
  '-X',
  '--exclude-queues',
  '-P',
  '--pool',
  '-c',
  '--concurrency',
  '-S',
  '--scheduler',
  '-O',
  '-I',
  '--include',
  '--max-tasks-per-child',
  '--max-memory-per-child',
  '--prefetch-multiplier',
  '--time-limit',
  '--soft-time-limit',
  '--max-interval',
  '--heartbeat-interval',
]);

/** The `celery -A X` commands; those that start a worker come first. */
export function findCeleryCommands(commands: readonly ProcessCommand[]): readonly CeleryCommand[] {
  const found = commands.flatMap(readCommand);
  return found.sort((one, other) => Number(other.does === 'worker') - Number(one.does === 'worker'));
}

function readCommand({words, process, where}: ProcessCommand): readonly CeleryCommand[] {
  const at = words.findIndex((word, index) => /(^|\/)celery$/.test(word) && (index === 0 || words[index - 1] !== 'install'));
  const rest = at < 0 ? [] : words.slice(at + 1);
  const app = valueOf(rest, '-A', '--app');
  if (app === null || !/^[A-Za-z_][\w.:]*$/.test(app)) return [];
  const does = rest.includes('worker') ? 'worker' : rest.includes('beat') ? 'beat' : 'other';
  const holdsBeat = does === 'worker' && rest.some(word => word === '--beat' || /^-[A-Z]*B[A-Z]*$/.test(word));
  return [{app, does, process, args: does === 'other' ? [] : ownArgs(rest, does), holdsBeat, where}];
}

function valueOf(words: readonly string[], short: string, long: string): string | null {
  for (const [at, word] of words.entries()) {
    if (word === short || word === long) return words[at + 1] ?? null;
    if (word.startsWith(`${long}=`)) return word.slice(long.length + 1);
    if (word.startsWith(short) && word.length > 2 && !word.startsWith('--')) return word.slice(2);
  }
  return null;
}

/** The options after the subcommand that are kept, each with its value. */
function ownArgs(words: readonly string[], does: string): readonly string[] {
  const kept: string[] = [];
  for (let at = words.indexOf(does) + 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [name = '', given] = word.startsWith('--') ? word.split('=', 2) : word.length > 2 ? [word.slice(0, 2), word.slice(2)] : [word];
    if (!word.startsWith('-') || droppedFlags.has(word)) continue;
    const takes = given === undefined && (dropped.has(name) || withValue.has(name));
    const value = takes ? words[at + 1] : given;
    if (takes) at += 1;
    if (dropped.has(name)) continue;
    const plain = value === undefined ? undefined : plainText(value);
    if (plain === null) continue;
    kept.push(...(plain === undefined ? [word] : name.startsWith('--') ? [`${name}=${plain}`] : [name, plain]));
  }
  return kept;
}

/** `${CONCURRENCY:-2}` is 2; a variable without a default is not known here. */
function plainText(value: string): string | null {
  const text = value.replaceAll(/\$\{\w+:?-([^}]*)\}/g, '$1');
  return text === '' || text.includes('$') || text.includes('%') ? null : text;
}
