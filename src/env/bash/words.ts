/** A name that a command of the trace gives a value or a mark to. */
export interface Named {
  readonly name: string;
  /** The value that it gives; null where the command alone does not say it. */
  readonly value: string | null;
}

/** Commands whose words are names, or names with values. */
const naming = new Set(['export', 'declare', 'typeset', 'readonly', 'unset', 'read', 'printf', 'mapfile', 'readarray', 'getopts']);

/** The names that a traced command changes. */
export function namesOf(words: readonly string[]): readonly Named[] {
  const [first = '', ...others] = words;
  const named = naming.has(first) ? others : words.slice(0, 1).filter(word => word.includes('='));
  return named.flatMap(word => {
    const [, name, operator, value] = /^([A-Za-z_]\w*)(?:(\+?=)([^]*))?$/.exec(word) ?? [];
    return name === undefined ? [] : [{name, value: operator === '=' && value !== undefined ? value : null}];
  });
}

/** The words of a command as bash's trace quotes them. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  const piece = /'([^']*)'|\$'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([ \t\n]+)|([^])/gy;
  for (const [, single, ansi, double, escaped, blank, plain] of text.matchAll(piece)) {
    if (blank !== undefined) {
      if (word !== null) words.push(word);
      word = null;
    } else word = `${word ?? ''}${single ?? (ansi === undefined ? null : plainOf(ansi)) ?? double ?? escaped ?? plain ?? ''}`;
  }
  return word === null ? words : [...words, word];
}

const escapes: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', v: '\v'};

/** The text of $'…': bash writes control characters so. Bytes beyond ASCII stay as they are written. */
function plainOf(text: string): string {
  return text.replaceAll(/\\(?:([0-7]{1,3})|([^]))/g, (_, octal?: string, letter = '') =>
    octal === undefined ? (escapes[letter as string] ?? (letter as string)) : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
