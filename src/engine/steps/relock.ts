import {readFileSync, rmSync} from 'node:fs';
import {basename, join} from 'node:path';
import type {Action} from '../../model/plan';
import {build} from '../build';
import type {Context} from '../context';
import {aptSecrets, networkSecrets} from '../machine';
import {writeInTree} from '../work-tree';

/** Makes the lock of another tool anew by that tool. Nothing of it becomes an image. */
export async function relock({file, apt}: Extract<Action, {do: 'relock'}>, context: Context): Promise<void> {
  const out = join(context.directory, 'lock', 'out');
  rmSync(out, {recursive: true, force: true});
  const secrets = apt === null ? networkSecrets(context) : await aptSecrets(context, apt.suite, apt.scripts);
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
  await build(context, {image: null, context: '.', args, secrets, labels: {}});
  writeInTree(join(context.root, file), context.root, readFileSync(join(out, basename(file)), 'utf8'));
}
