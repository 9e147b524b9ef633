import {createHash} from 'node:crypto';

/** A short name for a content: 12 hexadecimal digits of its sha256. */
export function hash(...parts: readonly string[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\0');
  return sum.digest('hex').slice(0, 12);
}
