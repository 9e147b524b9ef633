/** A part of a URL as Python's `unquote` reads it: a percent sign that escapes nothing stays. */
export function unquote(text: string): string {
  return text.replace(/(%[0-9a-f]{2})+/gi, escaped => Buffer.from(escaped.replaceAll('%', ''), 'hex').toString('utf8'));
}
