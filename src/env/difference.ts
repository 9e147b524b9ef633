/** More lines than a person would read; beyond them only the number is told. */
const limit = 400;

/** The lines that changed, each with - or + and its number in its own text, in the order of the file. */
export function differenceOf(before: readonly string[], after: readonly string[]): readonly string[] {
  if (before.length > limit || after.length > limit) return [`~ ${before.length} lines became ${after.length}`];
  const common = lengthsOf(before, after);
  const lines: string[] = [];
  let [left, right] = [0, 0];
  while (left < before.length || right < after.length) {
    if (left < before.length && right < after.length && before[left] === after[right]) [left, right] = [left + 1, right + 1];
    else if (right >= after.length || (left < before.length && at(common, left + 1, right) >= at(common, left, right + 1)))
      lines.push(`- ${left + 1}: ${before[left++] ?? ''}`);
    else lines.push(`+ ${right + 1}: ${after[right++] ?? ''}`);
  }
  return lines;
}

/** How many lines two texts have in common from each pair of places on. */
function lengthsOf(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const lengths: (readonly number[])[] = [];
  for (let left = before.length - 1; left >= 0; left -= 1) {
    const below = lengths[0] ?? [];
    const row: number[] = [];
    for (let right = after.length - 1; right >= 0; right -= 1) {
      const [down, across, diagonal] = [below[right] ?? 0, row[0] ?? 0, below[right + 1] ?? 0];
      row.unshift(before[left] === after[right] ? diagonal + 1 : Math.max(down, across));
    }
    lengths.unshift(row);
  }
  return lengths;
}

function at(lengths: readonly (readonly number[])[], left: number, right: number): number {
  return lengths[left]?.[right] ?? 0;
}
