import {createHash} from 'node:crypto';
import type {EnvFile} from './file';

/** sha256 of what the file held when it was read. */
export function sumOf({bytes}: EnvFile): string {
  return createHash('sha256').update(bytes).digest('hex');
}
