import {giveUp, peek, take, takeMatch, unclosed, type Cursor} from './cursor';
import type {Fallback, Part} from './syntax';

export function readSingle(cursor: Cursor): Part {
  const {line} = cursor;
  const [, text] = takeMatch(cursor, /'([^']*)'/y) ?? [];
  if (text === undefined) throw unclosed(cursor, line, 'this single quote');
  return {kind: 'text', text};
}

export function readDouble(cursor: Cursor): readonly Part[] {
  const {line} = cursor;
  take(cursor);
  const parts: Part[] = [{kind: 'text', text: ''}];
  while (peek(cursor) !== '"') {
    if (peek(cursor) === '') throw unclosed(cursor, line, 'this double quote');
    parts.push(...readInside(cursor, /["\\$`]/));
  }
  take(cursor);
  return parts;
}

/** One piece inside double quotes, where a backslash is one unless the next character `escapes`. */
function readInside(cursor: Cursor, escapes: RegExp): readonly Part[] {
  const next = peek(cursor);
  if (next === '`') throw giveUp(cursor, 'command substitution');
  if (next === '$') return [readExpansion(cursor, true)];
  if (next !== '\\') return [{kind: 'text', text: take(cursor)}];
  take(cursor);
  if (peek(cursor) === '\n') return takeNothing(cursor);
  return [{kind: 'text', text: escapes.test(peek(cursor)) ? take(cursor) : '\\'}];
}

/** A backslash outside of quotes: the next character as it is; a line that goes on in the next one. */
export function readEscape(cursor: Cursor): readonly Part[] {
  take(cursor);
  if (peek(cursor) === '') throw giveUp(cursor, 'a backslash at the end of the file');
  if (peek(cursor) === '\n') return takeNothing(cursor);
  return [{kind: 'text', text: take(cursor)}];
}

function takeNothing(cursor: Cursor): readonly Part[] {
  take(cursor);
  return [];
}

/** Variables that bash itself makes: their value here would be a guess. */
const ofTheShell =
  /^(?:BASH\w*|COLUMNS|COMP_\w+|COPROC|DIRENV_\w+|DIRSTACK|EPOCH\w+|EUID|FUNCNAME|GROUPS|HISTCMD|HOSTNAME|HOSTTYPE|IFS|LINENO|LINES|MACHTYPE|MAPFILE|OLDPWD|OPTARG|OPTERR|OPTIND|OSTYPE|PIPESTATUS|PPID|PS4|RANDOM|READLINE_\w+|REPLY|SECONDS|SHELL|SHELLOPTS|SHLVL|SRANDOM|UID|_)$/;

/** Reads $NAME, ${NAME}, ${NAME-default}, ${NAME:-default}, or a $ that stands for itself. */
export function readExpansion(cursor: Cursor, quoted: boolean): Part {
  refuseOthers(cursor, quoted);
  if (peek(cursor, 1) === '{') return readBraced(cursor, quoted);
  const name = takeMatch(cursor, /\$([A-Za-z_][A-Za-z0-9_]*)/y)?.[1];
  return name === undefined ? {kind: 'text', text: take(cursor)} : variable(cursor, name, null);
}

function refuseOthers(cursor: Cursor, quoted: boolean): void {
  const next = peek(cursor, 1);
  if (next === '\\' && peek(cursor, 2) === '\n') throw giveUp(cursor, 'a variable that goes on in the next line');
  if (next === '(' || next === '[') throw giveUp(cursor, next === '(' ? 'command substitution or arithmetic' : 'arithmetic');
  if (/[0-9*@#?$!-]/.test(next)) throw giveUp(cursor, `the parameter $${next} (or a value with $ that needs single quotes)`);
  if (!quoted && /['"]/.test(next)) throw giveUp(cursor, `the quoting $${next}…${next}`);
}

const operators: Readonly<Record<string, Fallback['when']>> = {'-': 'unset', ':-': 'empty', '+': 'set', ':+': 'text'};

function readBraced(cursor: Cursor, quoted: boolean): Part {
  const {line} = cursor;
  const [, name, operator] = takeMatch(cursor, /\$\{([A-Za-z_][A-Za-z0-9_]*)(:?[-+]|(?=\}))/y) ?? [];
  if (name === undefined) throw giveUp(cursor, 'this form of ${…}');
  const parts = readUntilBrace(cursor, quoted, line);
  const when = operators[operator ?? ''];
  const fallback: Fallback | null = when === undefined ? null : {when, parts};
  return variable(cursor, name, fallback);
}

function readUntilBrace(cursor: Cursor, quoted: boolean, line: number): readonly Part[] {
  const parts: Part[] = [];
  while (peek(cursor) !== '}') {
    if (peek(cursor) === '') throw unclosed(cursor, line, 'this ${');
    parts.push(...(quoted ? readQuotedDefault(cursor) : readBareDefault(cursor)));
  }
  take(cursor);
  return parts;
}

function readQuotedDefault(cursor: Cursor): readonly Part[] {
  if (/["'{]/.test(peek(cursor))) throw giveUp(cursor, 'quotes or braces in the default of a quoted ${…}');
  return readInside(cursor, /["\\$`}]/);
}

function readBareDefault(cursor: Cursor): readonly Part[] {
  const next = peek(cursor);
  if (/[`(){~<>]/.test(next)) throw giveUp(cursor, `${next} in the default of \${…}`);
  if (next === "'") return [readSingle(cursor)];
  if (next === '"') return readDouble(cursor);
  if (next === '\\') return readEscape(cursor);
  return [next === '$' ? readExpansion(cursor, false) : {kind: 'text', text: take(cursor)}];
}

function variable(cursor: Cursor, name: string, fallback: Fallback | null): Part {
  if (peek(cursor) === '\\' && peek(cursor, 1) === '\n') throw giveUp(cursor, 'a variable that goes on in the next line');
  if (ofTheShell.test(name)) throw giveUp(cursor, `$${name}, which the shell makes`);
  return {kind: 'variable', name, fallback};
}
