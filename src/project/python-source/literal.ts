const escapes: Readonly<Record<string, string>> = {
  'n': '\n',
  't': '\t',
  'r': '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  'a': '\x07',
  'b': '\b',
  'f': '\f',
  'v': '\v',
  '0': '\0',
  '\n': '',
};

export interface StringShape {
  readonly raw: boolean;
  /** Lengths of what stands before and after the content. */
  readonly opening: number;
  readonly closing: number;
}

/** The value of a string literal such as `r"\d"` or `'''text'''`. */
export function decodeString(literal: string): string {
  const shape = shapeOf(literal);
  const content = literal.slice(shape.opening, literal.length - shape.closing);
  return shape.raw ? content : unescape(content);
}

/** Prefix and quotes of a string literal; an unterminated one has no closing. */
export function shapeOf(literal: string): StringShape {
  const prefix = Array.from(literal).findIndex(letter => letter === '"' || letter === "'");
  const start = Math.max(prefix, 0);
  const quote = literal.charAt(start);
  const width = literal.startsWith(quote.repeat(3), start) && literal.length >= start + 3 ? 3 : 1;
  const opening = Math.min(start + width, literal.length);
  const closed = literal.length >= opening + width && literal.endsWith(quote.repeat(width));
  return {raw: literal.slice(0, start).toLowerCase().includes('r'), opening, closing: closed ? width : 0};
}

/** Replaces the escapes that Python knows and leaves the others as they are. */
export function unescape(content: string): string {
  if (!content.includes('\\')) return content;
  return content.replaceAll(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|\r?\n|[\s\S])/g, (whole, code: string) => {
    if (code.length > 2 && code !== '\r\n') return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return code === '\r\n' ? '' : (escapes[code] ?? whole);
  });
}

/** The value of a number literal; null where it is none that JavaScript can hold. */
export function decodeNumber(literal: string): number | null {
  const value = Number(literal.replaceAll('_', ''));
  return Number.isNaN(value) ? null : value;
}
