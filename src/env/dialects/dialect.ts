/** What a reader of .env files makes of one. */
export interface Parsed {
  /** In the order of the file, the last assignment of a name only. */
  readonly entries: readonly Entry[];
  /** Lines that the reader itself passes over with a warning. */
  readonly skipped: readonly number[];
  /** The line at which the reader gives the whole file up; null where it does not. */
  readonly refused: number | null;
}

export interface Entry {
  readonly name: string;
  /** null: it depends on a variable that only the reader's own process knows. */
  readonly value: string | null;
  readonly line: number;
}

/** A variable from outside of the file: its value, null where it is certainly not set, undefined where nobody here knows. */
export type LookUp = (name: string) => string | null | undefined;

export type Dialect = (text: string, lookUp: LookUp) => Parsed;

/** Later assignments win, at the place of the last one. */
export function lastOf(entries: readonly Entry[]): readonly Entry[] {
  const last = new Map<string, Entry>();
  for (const entry of entries) {
    last.delete(entry.name);
    last.set(entry.name, entry);
  }
  return [...last.values()];
}

/** What Python calls whitespace, for a class of a regular expression. JavaScript's \s has other members. */
export const pythonSpace = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

/** A file as Python opens it: each kind of line end is one \n. */
export function pythonText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

const inPython = new RegExp(`[${pythonSpace}]`);

/** Without the blanks at its end; a regular expression would look at each of many blanks many times. */
export function trimEnd(text: string, blank = inPython): string {
  let end = text.length;
  while (end > 0 && blank.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Without the blanks at both ends, as str.strip() of Python. */
export function strip(text: string): string {
  let start = 0;
  while (start < text.length && inPython.test(text.charAt(start))) start += 1;
  return trimEnd(text.slice(start));
}

/** Tells the lines of offsets, counted from 1; each offset is at or after the one before. */
export function lineCounter(source: string): (offset: number) => number {
  let [at, line] = [0, 1];
  return offset => {
    for (let next = source.indexOf('\n', at); next >= 0 && next < offset; next = source.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}
