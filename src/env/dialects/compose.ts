import {lineCounter, trimEnd, type Dialect, type Entry, type LookUp, type Parsed} from './dialect';
import {fillTemplate} from './compose-template';

/**
 * `docker compose` with `.env` and `env_file`: quotes over several lines, escapes in double ones, ` #` ends a bare value,
 * NAME: value, and a name alone for one of the caller. One bad line refuses the file.
 */
export const parseCompose: Dialect = (text, lookUp) => {
  const source = text.replace(/^\ufeff/, '');
  const reader: Reader = {source, at: 0, lineOf: lineCounter(source)};
  const entries = new Map<string, Entry>();
  for (let next = statement(reader, entries, lookUp); next !== 'end'; next = statement(reader, entries, lookUp))
    if (next === 'refused') return {...empty, refused: reader.lineOf(reader.at)};
  return {...empty, entries: [...entries.values()]};
};

interface Reader {
  readonly source: string;
  at: number;
  /** Of offsets that never go back. */
  readonly lineOf: (offset: number) => number;
}

const empty: Parsed = {entries: [], skipped: [], refused: null};

/** Blanks within a line, and all that Go calls whitespace. */
const blank = /[\t\v\f\r \x85\xa0]*/y;
const goSpace = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const gap = /(?:[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|#[^\n]*)*/y;
const exportWord = /export(?=[\t\n\f\r ])[\t\v\f\r \x85\xa0]*/y;
const key = /([\p{L}\p{N}_.[\]\t\v\f\r \x85\xa0-]*)([=:\n]|$)/uy;

function statement(reader: Reader, entries: Map<string, Entry>, lookUp: LookUp): 'read' | 'refused' | 'end' {
  take(reader, gap);
  if (reader.at >= reader.source.length) return 'end';
  take(reader, exportWord);
  const start = reader.at;
  const [, written = '', ending = ''] = take(reader, key) ?? [];
  // At the end of the file compose takes a name alone for a value without a name, which sets nothing.
  if (ending === '') return reader.at >= reader.source.length && start < reader.at ? 'end' : 'refused';
  const name = trimEnd(written, goSpace);
  if (name.includes(' ')) return 'refused';
  const line = reader.lineOf(start);
  take(reader, blank);
  const value = ending === '\n' ? inherited(name, lookUp) : readValue(reader, name => valueOf(name, entries, lookUp));
  if (value === undefined) return 'refused';
  if (value === false) return 'read';
  entries.delete(name);
  entries.set(name, {name, value, line});
  return 'read';
}

/** A name alone takes the caller's value, if there is one. */
function inherited(name: string, lookUp: LookUp): string | false {
  return lookUp(name) ?? false;
}

/** The caller's variables win over those of the file. */
function valueOf(name: string, entries: ReadonlyMap<string, Entry>, lookUp: LookUp): string | undefined {
  return lookUp(name) ?? entries.get(name)?.value ?? undefined;
}

/** undefined where compose refuses it. */
function readValue(reader: Reader, valueOfName: (name: string) => string | undefined): string | undefined {
  const quote = reader.source.charAt(reader.at);
  if (quote !== "'" && quote !== '"') {
    const [, bare = ''] = take(reader, /([^\n]*)\n?/y) ?? [];
    return fillTemplate(trimEnd(bare.split(' #', 1).join(''), goSpace), valueOfName);
  }
  const [, quoted] = take(reader, quote === '"' ? /"((?:\\[^]|[^"\\])*)"/y : /'((?:\\[^]|[^'\\])*)'/y) ?? [];
  if (quoted === undefined) return undefined;
  const unquoted = quoted.replaceAll(/\\([^])/g, (pair, escaped: string) => (escaped === quote ? quote : pair));
  return quote === '"' ? fillTemplate(unescape(unquoted), valueOfName) : unquoted;
}

const escapes: Readonly<Record<string, string>> = {
  'a': '\x07',
  'b': '\b',
  'f': '\f',
  'n': '\n',
  'r': '\r',
  't': '\t',
  'v': '\v',
  '"': '"',
  '\\': '\\',
  // What the template takes for one $.
  '$': '$$',
};

/** \0 and three octal digits are a character; with fewer only the 0 goes. */
function unescape(text: string): string {
  return text.replaceAll(/\\(?:([abcfnrtv$"\\])|0(\d{0,3}))/g, (pair, letter: string | undefined, digits: string = '') => {
    if (letter !== undefined) return escapes[letter] ?? pair;
    const code = /^[0-7]{3}$/.test(digits) ? Number.parseInt(digits, 8) : 256;
    return code < 256 ? String.fromCharCode(code) : `\\${digits}`;
  });
}

function take(reader: Reader, form: RegExp): RegExpExecArray | null {
  form.lastIndex = reader.at;
  const match = form.exec(reader.source);
  if (match !== null) reader.at += match[0].length;
  return match;
}
