import {readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Action} from '../../model/plan';
import {build} from '../build';
import type {Context} from '../context';
import {keepHeader, keepPins} from '../kept-pins';
import {keepSpelling} from '../kept-spelling';
import {packageSecrets} from '../machine';
import {writeInTree} from '../work-tree';

/** Makes files of pins anew, each by its own tool. Nothing of it becomes an image. */
export async function relock({files, apt}: Extract<Action, {do: 'relock'}>, context: Context): Promise<void> {
  const out = join(context.directory, 'lock', 'out');
  rmSync(out, {recursive: true, force: true});
  const secrets = await packageSecrets(context, apt);
  const args = [
    '--file',
    '.devenv/lock/Dockerfile',
    '--target',
    'locked',
    '--no-cache-filter',
    'relock',
    '--output',
    `type=local,dest=${out}`,
  ];
  await build(context, {image: null, files: files.join(', '), context: '.', args, secrets, labels: {}});
  for (const file of files) {
    const path = join(context.root, file);
    writeInTree(path, context.root, keep(file, readFileSync(path, 'utf8'), readFileSync(join(out, file), 'utf8')));
  }
}

/** What nobody touched stays as it is spelled. */
function keep(file: string, before: string, after: string): string {
  if (file.endsWith('poetry.lock')) return keepSpelling(before, after);
  if (file.endsWith('.toml')) return keepHeader(before, after);
  return file.endsWith('.lock') ? after : keepPins(before, after);
}
