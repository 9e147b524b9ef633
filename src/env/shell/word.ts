import {giveUp, peek, take, takeMatch, type Cursor} from './cursor';
import {readDouble, readEscape, readExpansion, readSingle} from './piece';
import type {Part, Word} from './syntax';

const operators: Readonly<Record<string, string>> = {
  '`': 'command substitution',
  '&': 'a command in the background (or a value with & that needs quotes)',
  '|': 'a pipe (or a value with | that needs quotes)',
  '<': 'redirection (or a value with < that needs quotes)',
  '>': 'redirection (or a value with > that needs quotes)',
  '(': 'a function, list or subshell (or a value with parentheses that needs quotes)',
  ')': 'a function, list or subshell (or a value with parentheses that needs quotes)',
  '{': 'a brace expression (or a value with braces that needs quotes)',
  '}': 'a brace expression (or a value with braces that needs quotes)',
};

/** Reads one word up to a blank or the end of the line. */
export function readWord(cursor: Cursor): Word {
  const assigns = takeMatch(cursor, /([A-Za-z_][A-Za-z0-9_]*)=/y)?.[1] ?? null;
  const parts: Part[] = [];
  let whole = true;
  let before = '';
  while (!/^$|[ \t\n;]/.test(peek(cursor))) {
    const next = peek(cursor);
    whole &&= !/[$*?[~]/.test(next);
    const pieces = readPiece(cursor, assigns !== null && (before === '' || before === ':'));
    if (pieces.length > 0) before = next;
    parts.push(...pieces);
  }
  return {assigns, parts, whole};
}

function readPiece(cursor: Cursor, homeMayStand: boolean): readonly Part[] {
  const next = peek(cursor);
  const operator = operators[next];
  if (operator !== undefined) throw giveUp(cursor, operator);
  if (next === "'") return [readSingle(cursor)];
  if (next === '"') return readDouble(cursor);
  if (next === '\\') return readEscape(cursor);
  if (next === '$') return [readExpansion(cursor, false)];
  if (next === '~' && homeMayStand) return [readHome(cursor)];
  return [{kind: 'text', text: take(cursor)}];
}

function readHome(cursor: Cursor): Part {
  take(cursor);
  if (/^$|[/: \t\n;]/.test(peek(cursor))) return {kind: 'home'};
  throw giveUp(cursor, '~ of another user (or a value with ~ that needs quotes)');
}
