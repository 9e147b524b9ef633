import {lastOf, pythonText, strip, type Dialect, type Entry} from './dialect';

/** python-decouple: no export, no comment after a value, no escapes; one pair of quotes around a value goes. */
export const parseDecouple: Dialect = text => {
  const entries = pythonText(text)
    .split('\n')
    .flatMap((content, index): Entry[] => {
      const line = strip(content);
      const equals = line.indexOf('=');
      if (line.startsWith('#') || equals < 0) return [];
      return [{name: strip(line.slice(0, equals)), value: unquote(strip(line.slice(equals + 1))), line: index + 1}];
    });
  return {entries: lastOf(entries), skipped: [], refused: null};
};

function unquote(text: string): string {
  const isQuoted = text.length >= 2 && (text.startsWith("'") || text.startsWith('"')) && text.endsWith(text.charAt(0));
  return isQuoted ? text.slice(1, -1) : text;
}
