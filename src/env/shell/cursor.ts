import type {Proof} from '../../model/proof';
import {broken, needsShell} from '../failure';
import type {DevenvError} from '../../model/errors';

/** A place in a text that is being read; the only thing here that changes. */
export interface Cursor {
  readonly file: string;
  readonly text: string;
  at: number;
  line: number;
}

/** The next character; "" at the end. */
export function peek(cursor: Cursor, ahead = 0): string {
  return cursor.text.charAt(cursor.at + ahead);
}

export function take(cursor: Cursor, count = 1): string {
  const taken = cursor.text.slice(cursor.at, cursor.at + count);
  cursor.at += taken.length;
  cursor.line += taken.split('\n').length - 1;
  return taken;
}

/** Takes what a sticky expression matches here. */
export function takeMatch(cursor: Cursor, expression: RegExp): RegExpExecArray | null {
  expression.lastIndex = cursor.at;
  const match = expression.exec(cursor.text);
  if (match) take(cursor, match[0].length);
  return match;
}

function here({file, line}: Cursor): Proof {
  return {file, line};
}

/** bash would do more with this than set variables. */
export function giveUp(cursor: Cursor, construct: string): DevenvError {
  return needsShell(here(cursor), construct);
}

export function unclosed(cursor: Cursor, line: number, what: string): DevenvError {
  return broken({file: cursor.file, line}, `${what} is never closed`);
}
