const withValue = new Set(['--dir']);

/**
 * Puts `--` behind the command's own words, so that `manage migrate --check` needs none: what follows is not ours.
 * @param own how many positional arguments are the command's own
 */
export function passThrough(argv: readonly string[], own: number): string[] {
  let seen = 0;
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--') return [...argv];
    if (withValue.has(word)) index += 1;
    else if (!word.startsWith('-') && seen === own) return [...argv.slice(0, index), '--', ...argv.slice(index)];
    else if (!word.startsWith('-')) seen += 1;
  }
  return [...argv];
}
