import {readFileSync, rmSync} from 'node:fs';
import {basename, join} from 'node:path';
import type {Action} from '../../model/plan';
import {build} from '../build';
import type {Context} from '../context';
import {keepSpelling} from '../kept-spelling';
import {packageSecrets} from '../machine';
import {writeInTree} from '../work-tree';

/** Makes the lock of another tool anew by that tool. Nothing of it becomes an image. */
export async function relock({file, apt}: Extract<Action, {do: 'relock'}>, context: Context): Promise<void> {
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
  await build(context, {image: null, context: '.', args, secrets, labels: {}});
  const path = join(context.root, file);
  const renewed = readFileSync(join(out, basename(file)), 'utf8');
  const isPoetry = basename(file) === 'poetry.lock';
  writeInTree(path, context.root, isPoetry ? keepSpelling(readFileSync(path, 'utf8'), renewed) : renewed);
}
