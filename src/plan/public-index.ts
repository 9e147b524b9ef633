/**
 * The line of a requirements file that names the index which everybody has by default: it must not win over the
 * machine's own. An expression for JavaScript and for `sed -E` alike; \x27 is a single quote.
 */
export const publicIndexLine = String.raw`^ *(-i|--index-url)[ =]+["\x27]?https?://pypi(\.python)?\.org/simple/?["\x27]? *(#.*)?$`;
