import {posix} from 'node:path';
import type {Proof} from '../model/proof';
import {splitCommands} from './commands';
import {isPipeline} from './pipelines';
import type {Tree} from './tree';

/** Which of the tests a pipeline of the project runs, as its runner takes it: "tests/unit", "-m", "not slow". */
export interface Selection {
  readonly args: readonly string[];
  readonly where: Proof;
}

export type TestRunner = 'pytest' | 'django';

const largest = 200_000;

/**
 * What the pipelines agree to run of the tests; of several that differ, the first that only leaves some out, as the others
 * are for what needs more than the stores. Null where they run all, or where only they know what.
 */
export function findSelection(tree: Tree, workdir: string, runner: TestRunner): Selection | null {
  const found = tree.files().flatMap(file => (isPipeline(file) || file === 'tox.ini' ? selectionsIn(tree, file, workdir, runner) : []));
  const [first] = found;
  if (first === undefined || found.some(({args}) => args.length === 0)) return null;
  const agree = found.every(({args}) => args.join('\n') === first.args.join('\n'));
  return agree ? first : (found.find(({args}) => onlyLeavesOut(args)) ?? null);
}

function selectionsIn(tree: Tree, file: string, workdir: string, runner: TestRunner): readonly Selection[] {
  const content = tree.read(file) ?? '';
  if (content.length > largest || !/pytest|py\.test|manage\.py/.test(content)) return [];
  const text = content.replaceAll(/\\\r?\n/g, continued => ' '.repeat(continued.length - 1) + '\u0001');
  let line = 1;
  return text.split('\n').flatMap(written => {
    const at = line;
    line += 1 + written.split('\u0001').length - 1;
    if (/^\s*#/.test(written) || /^\s*-?\s*["']?(name|image|key|path|if|uses|title|description|needs)["']?\s*[:=]/.test(written)) return [];
    const commands = splitCommands(written.replaceAll('\u0001', ' ').replace(/^\s*(?:-\s+)?(?:[\w-]+\s*[:=]\s+)?[>|]?\s*/, ''));
    return commands.flatMap(words => {
      const args = selectionOf(tree, words, workdir, runner);
      return args === null ? [] : [{args, where: {file, line: at}}];
    });
  });
}

const readers: Readonly<Record<TestRunner, {readonly keeps: RegExp; readonly takes: RegExp}>> = {
  pytest: {
    keeps: /^(-m|-k|--ignore|--ignore-glob|--deselect)$/,
    takes:
      /^(-n|-c|-o|-p|-r|-W|--(numprocesses|cov|cov-report|cov-config|junit-?xml|ds|dc|durations|maxfail|log-level|tb|rootdir|dist|timeout|reruns|reruns-delay|html|splits|group|confcutdir|basetemp|override-ini|capture|color|random-order-bucket))$/,
  },
  django: {
    keeps: /^(-k|-p|-t|--tag|--exclude-tag|--pattern|--top-level-directory)$/,
    takes: /^(-v|--(settings|verbosity|configuration|testrunner|pythonpath|durations|failures))$/,
  },
};

/** The words after the runner that select tests; null where it is none of this runner's, or names what is not known. */
function selectionOf(tree: Tree, words: readonly string[], workdir: string, runner: TestRunner): readonly string[] | null {
  const at = words.findIndex((word, index) =>
    runner === 'pytest' ? /^(.*\/)?(pytest|py\.test)$/.test(word) : word === 'test' && /(^|\/)manage\.py$/.test(words[index - 1] ?? ''),
  );
  if (at < 0 || words.slice(0, at).some(word => /^(pip3?|install|add|sync|uninstall|pipx)$/.test(word))) return null;
  const fromRoot = runner === 'django' && (words[at - 1] ?? '') === posix.join(workdir, 'manage.py');
  const {keeps, takes} = readers[runner];
  const args: string[] = [];
  for (let index = at + 1; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [option = '', value] = word.startsWith('--') ? splitOnce(word) : [word];
    const next = words[index + 1];
    const follows = value === undefined && next !== undefined && !next.startsWith('-');
    if (keeps.test(option)) {
      if (isUnknown(value ?? next ?? '$')) return null;
      args.push(...(value === undefined ? [option, next ?? ''] : [word]));
      index += value === undefined ? 1 : 0;
    } else if (word.startsWith('-')) index += takes.test(option) && follows ? 1 : 0;
    else if (/^(\{(posargs|env:).*|\$@|\$\*|\}.*)$/.test(word)) continue;
    else {
      const label = isUnknown(word) ? null : locate(tree, word, workdir, fromRoot);
      if (label === null) return null;
      if (label !== '') args.push(label);
    }
  }
  return args;
}

function splitOnce(word: string): readonly [string, string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** What only the pipeline knows. */
function isUnknown(word: string): boolean {
  return /[$`{}]/.test(word);
}

/** A label as seen from where manage.py is: "" for all that is there, null where nothing has that name. */
function locate(tree: Tree, word: string, workdir: string, fromRoot: boolean): string | null {
  const [path = '', ...parts] = word.split('::');
  const places = fromRoot ? ['', workdir] : [workdir, ''];
  for (const place of places) {
    const within = posix.relative(workdir === '' ? '.' : workdir, posix.join(place, path));
    if (!within.startsWith('..') && tree.exists(posix.join(place, path).replace(/\/$/, '').replace(/^\.$/, '')))
      return within === '' ? '' : [within, ...parts].join('::');
  }
  const [module = ''] = path.split('.');
  const isModule = /^[\w.]+$/.test(path) && path.includes('.');
  return isModule && [module, `${module}.py`].some(name => tree.exists(posix.join(workdir, name))) ? word : null;
}

/** Whether all that the words say is what is not run. */
function onlyLeavesOut(args: readonly string[]): boolean {
  const leaves = args.flatMap((word, at) => (word.startsWith('-') ? [{option: word.split('=')[0] ?? '', value: args[at + 1] ?? ''}] : []));
  return (
    leaves.length > 0 &&
    leaves.every(
      ({option, value}) =>
        /^--(exclude-tag|ignore|ignore-glob|deselect)$/.test(option) ||
        (/^-[mk]$/.test(option) && /^\(?not \w+( (and|or) not \w+)*\)?$/.test(value)),
    )
  );
}
