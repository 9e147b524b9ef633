import {createHash} from 'node:crypto';
import {realpathSync} from 'node:fs';

const longest = 40;

/** A name that Docker accepts for everything, different for each directory: "example-1a2b3c4d". */
export function projectId(root: string, name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 8);
  return `${slug === '' ? 'project' : slug}-${hash}`;
}
