import {basename} from 'node:path';
import type {Proof} from '../../model/proof';
import {divide} from './trace';

/** What bash says is wrong, in words that hold no value of the file. */
export interface Problem {
  readonly where: Proof;
  readonly what: string;
  /** Whether bash could not read on. */
  readonly fatal: boolean;
}

/** What a person calls what they opened, by what bash looks for. */
const opening: Readonly<Record<string, string>> = {'"': 'double quote', "'": 'single quote', '`': 'backtick', ')': '(', '}': '{'};

/** What a person may know of a message of bash's; what it quotes may be a secret. */
const kinds: readonly {readonly form: RegExp; readonly fatal?: true; readonly tell: (found: RegExpExecArray) => string}[] = [
  {
    form: /^(?:warning: )?unexpected EOF while looking for matching `(.)'/,
    fatal: true,
    tell: ([, mark = '']) => `this ${opening[mark] ?? mark} is never closed`,
  },
  {form: /^syntax error: unexpected end of file/, fatal: true, tell: () => 'the file ends in the middle of a command'},
  {form: /^syntax error/, fatal: true, tell: () => 'bash does not understand this line'},
  {form: /^([\w.+-]{1,40}): command not found/, tell: ([, name]) => `there is no command ${name ?? ''}`},
  {form: /: command not found/, tell: () => 'there is no such command'},
  {form: /: No such file or directory/, tell: () => 'there is no such file'},
  {form: /: Permission denied/, tell: () => 'this may not be read or run'},
  {form: /: not a valid identifier/, tell: () => 'this is not the name of a variable: letters, digits and _, no blanks around ='},
  {form: /^([A-Za-z_]\w*): unbound variable/, tell: ([, name]) => `${name ?? ''} has no value`},
  {form: /^([A-Za-z_]\w*): readonly variable/, tell: ([, name]) => `${name ?? ''} is read-only`},
  {form: /: Argument list too long/, tell: () => 'the environment is too large to start a program'},
  {form: /^([A-Za-z_]\w*): /, tell: ([, name]) => `${name ?? ''}: bash refuses this`},
  {form: /./, tell: () => 'bash refuses this line'},
];

/** Finds what bash itself says in the output of an evaluation: lines that begin with a file and a line of it. */
export function readProblems(output: string, token: string, files: ReadonlyMap<string, string>): readonly Problem[] {
  const reading: string[] = [];
  return divide(output, token).flatMap(({kind, fields, rest}) => {
    if (kind === 'enter') reading.push(fields[0] ?? '');
    if (kind === 'leave') reading.pop();
    return rest.split('\n').flatMap(line => problemIn(line, [...files.keys()], reading, files) ?? []);
  });
}

/** What bash adds to a message, warns of, or says of itself when it ends inside of a function. */
const beside = /^(?:`|warning: here-document|pop_var_context: )/;

function problemIn(text: string, paths: readonly string[], reading: readonly string[], files: ReadonlyMap<string, string>): Problem | null {
  const [, source, line, message] = /^(.+?): ?(?:line )?(\d+): (.*)$/.exec(text) ?? [];
  if (source === undefined || line === undefined || message === undefined) return null;
  const named = (path: string) => path === source || basename(path) === basename(source);
  const file = reading.findLast(named) ?? paths.find(named);
  if (file === undefined || beside.test(message)) return null;
  return {where: {file, line: Number(line)}, ...wordsFor(message, lineOf(files.get(file) ?? '', Number(line)))};
}

function wordsFor(message: string, written: string): {readonly what: string; readonly fatal: boolean} {
  for (const {form, fatal, tell} of kinds) {
    const found = form.exec(message);
    if (found === null || (form.source.includes('command not found') && found[1] !== undefined && !isCommand(found[1], written))) continue;
    return {what: tell(found), fatal: fatal === true};
  }
  return {what: 'bash refuses this line', fatal: false};
}

/** Whether a word stands where a command does: after NAME= it may be half of a value. */
function isCommand(word: string, written: string): boolean {
  const quoted = word.replaceAll(/[.+-]/g, '\\$&');
  return new RegExp(`^\\s*${quoted}(?:\\s|$)|(?:[;&|(\`]|\\b(?:if|then|else|do|while|until)|!)\\s*${quoted}(?:[\\s);&|\`"]|$)`).test(
    written,
  );
}

function lineOf(text: string, line: number): string {
  return text.split('\n')[line - 1] ?? '';
}
