import {posix} from 'node:path';
import type {Documented} from '../model/documented';
import type {Tree} from './tree';

const deepest = 5;
const largest = 200_000;
const most = 80;
const guides =
  /(^|\/)(readme|contributing|install|getting[-_]started|development|setup|quickstart)[\w-]*(\.(md|rst|txt))?$|^docs?\/.*\.(md|rst|txt)$/i;
const recipes =
  /(^|\/)(Makefile|justfile|Taskfile\.ya?ml|noxfile\.py|(docker-)?compose[\w.-]*\.ya?ml|[\w-]*entrypoint[\w.-]*|bootstrap[\w.-]*\.sh|setup[\w.-]*\.sh)$/i;
/** Names of commands that fill a database for a start. */
const loaders =
  /^((load|seed|populate|import|create|make|generate|setup|init)_\w*(data|demo|sample|samples|seed|initial|dev|fixtures?|example|examples|dummy|test_?data)\w*|(sample|demo|seed|initial|dummy|dev|example)_?(data|db|database|content)|seed|populate|loaddemo|load_?initial_?data|create_?sample_?data)$/;

/**
 * What the guides and recipes of a repository load into a fresh database: fixtures by `loaddata`, and management commands
 * of its own whose name says so. Each is named once, by the first place that has it.
 */
export function findDocumented(tree: Tree): readonly Documented[] {
  const near = (file: string) => file.split('/').length <= deepest;
  const all = tree.files();
  const sources = [
    ...all.filter(file => guides.test(file) && near(file)).slice(0, most),
    ...all.filter(file => recipes.test(file) && near(file)),
  ];
  const found = sources.flatMap(file => inSource(tree, file));
  const known = new Set<string>();
  return found.filter(one => {
    const key = one.command?.split(' ', 3).join(' ') ?? one.fixtures.join(' ');
    return key !== '' && !known.has(key) && known.add(key);
  });
}

function inSource(tree: Tree, file: string): readonly Documented[] {
  const content = tree.read(file) ?? '';
  if (content.length > largest || !/manage\.py|django-admin|loaddata/.test(content)) return [];
  return content.split('\n').flatMap((text, at): readonly Documented[] => {
    const where = {file, line: at + 1};
    const [, command = '', rest = ''] = /(?:manage\.py|django-admin|manage)\s+([a-z]\w*)([^#&|;`\n]*)/.exec(text) ?? [];
    if (command === 'loaddata') return [{fixtures: fixturesOf(tree, rest), command: null, where}];
    const isOwn = loaders.test(command) && tree.files().some(one => one.endsWith(`/management/commands/${command}.py`));
    return isOwn ? [{fixtures: [], command: ['python manage.py', command, ...plainArgs(tree, rest)].join(' '), where}] : [];
  });
}

const option = /^--?[a-z][\w-]*(=[\w.,/:@+-]+)?$/;
const number = /^\d+$/;
const value = /^[\w.,/:@+-]*[\d./@][\w.,/:@+-]*$/;
/** Options that only ask, or that empty the database first, and values that the reader is to fill in. */
const unwanted = /^-(h$|.*(help|dry|flush|clear|reset|delete|drop|wipe|purge))|(^|=)[A-Z_]{2,}$/;

/** What stands after a command: options with a value each, numbers, and files that are there. None where anything else does, as prose may. */
function plainArgs(tree: Tree, rest: string): readonly string[] {
  const words = rest
    .replace(/["']\s*$/, '')
    .split(/\s+/)
    .filter(word => word !== '');
  const isGiven = (word: string, before: string): boolean => (before.startsWith('-') && !before.includes('=')) || tree.exists(word);
  const isPlain = (word: string, before = ''): boolean =>
    option.test(word) || number.test(word) || (value.test(word) && isGiven(word, before));
  return words.every((word, at) => isPlain(word, words[at - 1]) && !unwanted.test(word) && !word.endsWith('.')) ? words : [];
}

/** The files that the words of a `loaddata` name: paths, patterns, and names that Django looks for in the apps. */
function fixturesOf(tree: Tree, words: string): readonly string[] {
  const named = words.split(/\s+/).filter(word => /^[\w./*-]+$/.test(word) && !word.startsWith('-'));
  return [...new Set(named.flatMap(word => matching(tree, word.replace(/^\.\//, ''))))];
}

/** A bare name is one of an app, else of the directory that the command runs in. */
function matching(tree: Tree, word: string): readonly string[] {
  const pattern = word
    .split('*')
    .map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('[^/]*');
  const exact = new RegExp(`^(?:.*/)?${pattern}$`);
  const inApps = new RegExp(String.raw`(?:^|/)fixtures/${pattern}(\.(json|jsonl|ya?ml|xml))?$`);
  const isFixture = /\.(json|jsonl|ya?ml|xml)(\.(gz|bz2|xz|lzma))?$/;
  const files = tree.files().filter(file => isFixture.test(file) && !/(^|\/)tests?\//.test(file));
  const isPattern = posix.basename(word).includes('*');
  const ofApps = files.filter(file => inApps.test(file)).slice(0, isPattern ? most : 1);
  if (!word.includes('/'))
    return ofApps.length > 0 || isPattern ? ofApps : files.filter(file => exact.test(file) && isBesideManage(tree, file));
  const here = files.filter(file => exact.test(file));
  return here.length > 0 ? here.filter(file => file.split('/').length === Math.min(...here.map(one => one.split('/').length))) : ofApps;
}

function isBesideManage(tree: Tree, file: string): boolean {
  return tree.exists(posix.join(posix.dirname(file), 'manage.py'));
}
