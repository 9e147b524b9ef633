/** Whether a release comes before another one, by their numbers. */
export function isOlder(version: string, than: string): boolean {
  const [one, other] = [version, than].map(text => text.split('.').map(part => Number.parseInt(part, 10) || 0)) as [number[], number[]];
  const at = other.findIndex((number, index) => number !== (one[index] ?? 0));
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}
