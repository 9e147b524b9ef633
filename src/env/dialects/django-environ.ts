import {lastOf, pythonText, type Dialect, type Entry} from './dialect';

/** What str.splitlines of Python takes for the end of a line. */
const lineEnd = /[\n\v\f\x1c-\x1e\x85\u2028\u2029]/;

/**
 * django-environ from 0.12 on: nothing around =, a comment only on a line of its own, escapes in double quotes.
 * A value that begins with $ names another variable; that is done by env() at each read, so it stays here.
 */
export const parseDjangoEnviron: Dialect = text => {
  const entries: Entry[] = [];
  const skipped: number[] = [];
  for (const [index, content] of pythonText(text).split(lineEnd).entries()) {
    const [, name, written] = /^(?:export )?([A-Za-z_0-9]+)=([^]*)$/.exec(content) ?? [];
    if (name !== undefined && written !== undefined) entries.push({name, value: unquote(written), line: index + 1});
    else if (content !== '' && !content.startsWith('#')) skipped.push(index + 1);
  }
  return {entries: lastOf(entries), skipped, refused: null};
};

/** Single quotes first, then double ones, which may have stood inside of them. */
function unquote(written: string): string {
  const single = /^'([^]*)'$/.exec(written)?.[1] ?? written;
  const double = /^"([^]*)"$/.exec(single)?.[1];
  if (double === undefined) return single;
  return double.replaceAll(/\\([^\n])/g, (pair, escaped: string) => ('rnt'.includes(escaped) ? pair : escaped));
}
