/**
 * A name, then a text in quotes to the end of its line or of a later one, a text in quotes with more behind it, or the rest
 * of the line. A quote that nothing ends so is a part of the text.
 */
const pair =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(?:(["'])((?:(?!\2)[^])*)\2(?=[ \t]*(?:#.*)?$)|"([^"\n]*)".*|'([^'\n]*)'.*|(.*))/gm;

/** Names and values of a file of variables, as far as its text tells. */
export function dotenvPairs(content: string): readonly (readonly [string, string])[] {
  return [...content.replaceAll('\r\n', '\n').matchAll(pair)].map(([, name = '', , whole, double, single, rest = '']) => {
    return [name, whole ?? double ?? single ?? rest.replace(/\s+#.*$/, '').trim()] as const;
  });
}
