import {posix} from 'node:path';
import {parse} from 'yaml';
import type {Proof} from '../model/proof';
import {servicesByLine} from './services-by-line';
import type {Tree} from './tree';

/** A command that one of the project's own files starts. */
export interface ProcessCommand {
  /** What the file calls the process: the key of a Procfile, the service of a compose file; null in a script. */
  readonly process: string | null;
  /** As a shell would split it; stops at the first operator. */
  readonly words: readonly string[];
  readonly where: Proof;
}

const largest = 200_000;
const deepest = 6;
const names =
  /^(Procfile.*|Makefile|justfile|Justfile|Taskfile\.ya?ml|supervisord?\.conf|(docker-)?compose.*\.ya?ml|.*Dockerfile.*|.*\.(sh|bash|service|conf|ini)|start.*|run.*|entrypoint.*|.*worker.*|.*celery.*)$/;
/** Comments, and what asks for the health of a process. */
const unstarted = /^\s*(#|\/\/|HEALTHCHECK\s|[\w-]*healthcheck:)/;
const others = /\.(py|pyc|html|md|rst|js|css|json|svg|png|lock|txt|toml|po|mo)$/;

/** Commands of Procfiles first, then compose files, Makefiles, and scripts that name celery, Django or an ASGI server. */
export function listCommands(tree: Tree, workdir: string): readonly ProcessCommand[] {
  const files = tree
    .files()
    .filter(file => !others.test(file) && names.test(posix.basename(file)) && file.split('/').length <= deepest)
    .sort((one, other) => rank(one, workdir) - rank(other, workdir));
  return files.flatMap(file => {
    const content = tree.read(file);
    if (content === null || content.length > largest || !/celery|manage\.py|django|daphne|uvicorn|hypercorn/.test(content)) return [];
    return isPassing(tree, file, content) ? [] : readCommands(file, content);
  });
}

/** Whether it is a unit of systemd that ends by itself: as its type says, or as a timer begins it again and again. */
function isPassing(tree: Tree, file: string, content: string): boolean {
  return file.endsWith('.service') && (/^Type\s*=\s*oneshot/m.test(content) || tree.exists(file.replace(/service$/, 'timer')));
}

function rank(file: string, workdir: string): number {
  const name = posix.basename(file);
  const kind = name === 'Procfile' ? 0 : name.startsWith('Procfile') ? 1 : /compose/.test(name) ? 2 : name === 'Makefile' ? 3 : 4;
  const elsewhere = /prod|staging|deploy|test|ci\b|^(docs?|documentation|examples?)\//.test(file) ? 5 : 0;
  return kind * 10 + elsewhere + file.split('/').length - (file.startsWith(`${workdir}/`) ? 1 : 0);
}

function readCommands(file: string, content: string): readonly ProcessCommand[] {
  const inCompose = /compose/.test(posix.basename(file));
  const services = inCompose ? servicesByLine(content) : [];
  return logicalLines(content, inCompose).flatMap(({text, line}) => {
    if (unstarted.test(text) || (file.endsWith('.service') && !/^\s*ExecStart\s*=/.test(text))) return [];
    const process = inCompose ? (services[line - 1] ?? null) : processOf(file, text);
    return readWords(commandText(file, text)).map(words => ({process, words, where: {file, line}}));
  });
}

/** The name of the process that a line of a Procfile begins. */
function processOf(file: string, text: string): string | null {
  return posix.basename(file).startsWith('Procfile') ? (/^([\w.-]+):/.exec(text)?.[1] ?? null) : null;
}

function commandText(file: string, lines: string): string {
  const text = lines.replaceAll(/\n\s*(- )?/g, ' ');
  if (posix.basename(file).startsWith('Procfile')) return text.replace(/^[\w.-]+:\s*/, '');
  return text
    .replace(/^\s*(?:command|entrypoint)\s*:\s*[>|]?-?\s*/, '')
    .replace(/^\s*(?:attach-daemon2?|smart-attach-daemon2?|command|exec|ExecStart)\s*=\s*(?:cmd=|[-@:+!]+)?/, '')
    .replace(/^\s*(?:CMD|ENTRYPOINT|RUN)\s+(?=\[)/, '');
}

/** A list of words is one command, unless they start a shell; anything else is a line of shell. */
function readWords(text: string): readonly (readonly string[])[] {
  const list = readList(text);
  if (list === null) return splitCommands(text);
  const [program = '', option = '', script] = list;
  return script !== undefined && /^(\/bin\/)?(ba)?sh$/.test(program) && /^-l?c$/.test(option) ? splitCommands(script) : withoutLead([list]);
}

/** The words of `["celery", "-Q", "a,b"]`; null of `[ -n "$X" ] && celery`, which only begins like one. */
function readList(text: string): readonly string[] | null {
  if (!/^\s*\[.*\]\s*(#.*)?$/.test(text)) return null;
  try {
    const read: unknown = parse(text, {schema: 'failsafe', logLevel: 'error'});
    return Array.isArray(read) && read.every(word => typeof word === 'string') ? read : null;
  } catch {
    return null;
  }
}

interface Line {
  readonly text: string;
  readonly line: number;
}

/** Lines with those that continue them: after a backslash, and in YAML the block or list below `command:` and the like. */
function logicalLines(content: string, inCompose: boolean): readonly Line[] {
  const lines = content.split(/\r?\n/).map((text, at) => ({text, line: at + 1}));
  const whole = joinWhile(lines, ({text}) => /\\\s*$/.test(text));
  return inCompose ? joinWhile(whole, isBlock) : whole;
}

/** A key without a value of its own, or one whose value is left out as a whole, and what stands below it. */
function isBlock({text}: Line, next: Line): boolean {
  const opener = /^(\s*)(?:(?:command|entrypoint):\s*(?:[>|][-+]?|\[)?\s*(?=\n|$)|[\w-]*healthcheck:)/.exec(text)?.[1];
  if (opener === undefined) return false;
  const indent = next.text.length - next.text.trimStart().length;
  return next.text.trim() === '' || indent > opener.length || (indent === opener.length && /^\s*(- |\])/.test(next.text));
}

/** Joins a line to the one before it as long as that one asks for it. */
function joinWhile(lines: readonly Line[], asks: (before: Line, next: Line) => boolean): readonly Line[] {
  const joined: Line[] = [];
  for (const next of lines) {
    const before = joined.at(-1);
    if (before && asks(before, next))
      joined[joined.length - 1] = {line: before.line, text: `${before.text.replace(/\\\s*$/, '')}\n${next.text}`};
    else joined.push(next);
  }
  return joined;
}

/** The simple commands of a line of shell, each as its words; assignments and quotes are taken away. */
export function splitCommands(text: string): readonly (readonly string[])[] {
  const inner = /^\s*(?:(?:\/bin\/)?(?:ba)?sh\s+-l?c\s+)(["'])(.*)\1\s*$/.exec(text)?.[2];
  const parts = (inner ?? text).split(/&&|\|\||[;|&]|\s#/);
  return withoutLead(parts.map(part => (part.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map(word => word.replaceAll(/^["']|["']$/g, ''))));
}

/** Without what stands before the program, such as assignments and `exec`, and without where the output goes. */
function withoutLead(commands: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return commands
    .map(words => words.slice(words.findIndex(word => !/^(\w+=.*|exec|env|sudo|nohup|do|then|-|@?)$/.test(word))))
    .map(words => {
      const end = words.findIndex(word => /^\d?[<>]/.test(word));
      return end < 0 ? words : words.slice(0, end);
    })
    .filter(words => words.length > 0);
}
