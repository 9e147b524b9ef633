/** Whether a text looks drawn by chance, as a key or a token is: a run of it has no words in it, or half of it is punctuation. */
export function isRandom(value: string): boolean {
  return value.split(/[^A-Za-z0-9_=]+/).some(isRandomRun) || isPunctuated(value);
}

/** Words and names change between small letters, capitals and digits rarely, random characters at every second place. */
function isRandomRun(run: string): boolean {
  if (run.length < 20 || !/\d/.test(run) || !/[A-Za-z]/.test(run)) return false;
  const classes = Array.from(run, character => (/\d/.test(character) ? 'digit' : /[a-z]/.test(character) ? 'small' : 'other'));
  const changes = classes.filter((kind, at) => at > 0 && kind !== classes[at - 1]).length;
  return changes >= run.length * 0.3 && bitsPerCharacter(run) >= 3;
}

/** Django's own keys: 50 characters of small letters, digits and punctuation. */
function isPunctuated(value: string): boolean {
  if (value.length < 32 || /[\s"'{}[\]]|:\/\//.test(value) || !/\d/.test(value) || !/[a-z]/i.test(value)) return false;
  return new Set(value.match(/[!@#$%^&*()=+]/g)).size >= 4 && bitsPerCharacter(value) >= 3.5;
}

/** Shannon's entropy of the characters of a text. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0);
}
