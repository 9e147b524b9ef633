import {giveUp, peek, take, takeMatch, type Cursor} from './cursor';
import type {Command, Word} from './syntax';
import {readWord} from './word';

/**
 * Reads the simple commands of a shell file: words, quotes and variables as bash reads them.
 * Throws an `env` error at the first thing that only a shell can do.
 */
export function parseShell(file: string, text: string): readonly Command[] {
  const cursor: Cursor = {file, text, at: 0, line: 1};
  const commands: Command[] = [];
  while (peek(cursor) !== '') {
    const command = readCommand(cursor);
    if (command.words.length > 0) commands.push(command);
  }
  return commands;
}

function readCommand(cursor: Cursor): Command {
  skipBlanks(cursor);
  const {line} = cursor;
  const words: Word[] = [];
  while (!/^$|[\n;]/.test(peek(cursor))) {
    if (peek(cursor) === '#') takeMatch(cursor, /[^\n]*/y);
    else words.push(readWord(cursor));
    skipBlanks(cursor);
  }
  if (peek(cursor) === ';' && (words.length === 0 || peek(cursor, 1) === ';')) throw giveUp(cursor, 'a ; without a command');
  take(cursor);
  return {line, words};
}

function skipBlanks(cursor: Cursor): void {
  takeMatch(cursor, /(?:[ \t]|\\\n)*/y);
}
