import {lineCounter, pythonSpace, pythonText, trimEnd, type Dialect, type Entry, type LookUp} from './dialect';

const space = `[${pythonSpace}]`;
const blank = '[\\t\\v\\f\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*';
const forms = {
  gap: new RegExp(`${space}*`, 'y'),
  export: new RegExp(`(?:export${blank.replace(/\*$/, '+')})?`, 'y'),
  quotedKey: /'([^']+)'/y,
  key: new RegExp(`([^=#${pythonSpace}]+)`, 'y'),
  blank: new RegExp(blank, 'y'),
  equals: new RegExp(`=(${blank})`, 'y'),
  single: /'((?:\\[^]|[^'\\])*)'/y,
  double: /"((?:\\[^]|[^"\\])*)"/y,
  unquoted: /([^\n]*)/y,
  end: new RegExp(`(?:${blank}#[^\\n]*)?${blank}(?:\\n|$)`, 'y'),
  rest: /[^\n]*\n?/y,
} as const;

/** python-dotenv 1.2: quotes over several lines, escapes in them, `#` after a blank ends a bare value, ${NAME:-default} everywhere. */
export const parsePythonDotenv: Dialect = (text, lookUp) => {
  const source = pythonText(text).replace(/^\ufeff/, '');
  const statements: Statement[] = [];
  const lineOf = lineCounter(source);
  for (let at = 0; at < source.length; at = statements.at(-1)?.end ?? source.length) statements.push(readStatement(source, at, lineOf));
  const skipped = statements.flatMap(({error, line}) => (error ? [line] : []));
  return {entries: expandAll(statements, lookUp), skipped, refused: null};
};

interface Statement {
  readonly name: string | null;
  readonly value: string | null;
  readonly line: number;
  readonly end: number;
  readonly error: boolean;
}

/** One statement; at a mistake the rest of its line is passed over, from where the mistake is. */
function readStatement(source: string, start: number, lineOf: (offset: number) => number): Statement {
  let at = start;
  const take = (form: RegExp): string | null => {
    form.lastIndex = at;
    const match = form.exec(source);
    if (match === null) return null;
    at += match[0].length;
    return match[1] ?? '';
  };
  take(forms.gap);
  const line = lineOf(at);
  const done = (name: string | null, value: string | null): Statement =>
    take(forms.end) === null ? failed() : {name, value, line, end: at, error: false};
  const failed = (): Statement => {
    take(forms.rest);
    return {name: null, value: null, line, end: at, error: true};
  };
  if (at >= source.length) return {name: null, value: null, line, end: at, error: false};
  take(forms.export);
  const isComment = source.charAt(at) === '#';
  const name = isComment ? null : take(source.charAt(at) === "'" ? forms.quotedKey : forms.key);
  if (name === null && !isComment) return failed();
  take(forms.blank);
  if (source.charAt(at) !== '=') return done(name, null);
  const gap = take(forms.equals) ?? '';
  const value = gap !== '' && source.charAt(at) === '#' ? '' : readValue(source.charAt(at), take);
  return value === null ? failed() : done(name, value);
}

function readValue(first: string, take: (form: RegExp) => string | null): string | null {
  if (first === "'") return take(forms.single)?.replaceAll(/\\([\\'])/g, '$1') ?? null;
  if (first === '"')
    return take(forms.double)?.replaceAll(/\\([\\'"abfnrtv])/g, (_, escaped: string) => escapes[escaped] ?? escaped) ?? null;
  if (first === '' || first === '\n') return '';
  return trimEnd(withoutComment(take(forms.unquoted) ?? ''));
}

/** A # after a blank begins one. */
function withoutComment(text: string): string {
  const blank = new RegExp(`[${pythonSpace}]`);
  for (let at = text.indexOf('#', 1); at > 0; at = text.indexOf('#', at + 1)) if (blank.test(text.charAt(at - 1))) return text.slice(0, at);
  return text;
}

const escapes: Readonly<Record<string, string>> = {a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v'};

/** A name of the process wins over one of the file, as in load_dotenv() without override. A name without = sets nothing. */
function expandAll(statements: readonly Statement[], lookUp: LookUp): readonly Entry[] {
  const before = new Map<string, string | null>();
  const entries = new Map<string, Entry>();
  for (const {name, value: written, line} of statements) {
    if (name === null) continue;
    const value = written === null ? '' : expand(written, before, lookUp);
    before.set(name, value);
    entries.delete(name);
    if (written !== null) entries.set(name, {name, value, line});
  }
  return [...entries.values()];
}

function expand(text: string, before: ReadonlyMap<string, string | null>, lookUp: LookUp): string | null {
  const unknown: string[] = [];
  const expanded = text.replaceAll(/\$\{([^}:]*)(?::-([^}]*))?\}/g, (_, name: string, fallback = '') => {
    const outside = lookUp(name);
    if (typeof outside === 'string') return outside;
    const inside = before.get(name);
    if (inside === null || (inside === undefined && outside === undefined)) unknown.push(name);
    return inside ?? String(fallback);
  });
  return unknown.length > 0 ? null : expanded;
}
