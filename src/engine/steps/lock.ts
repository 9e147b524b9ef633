import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {lockText} from '../../model/lock';
import type {Action} from '../../model/plan';
import {build} from '../build';
import type {Context} from '../context';
import {packageSecrets} from '../machine';
import {writeInTree} from '../work-tree';

type LockAction = Extract<Action, {do: 'lock'}>;

/** Resolves inside the image's Python and writes devenv.lock. Nothing of it becomes an image. */
export async function lock(action: LockAction, context: Context): Promise<void> {
  const place = join(context.directory, 'lock');
  const out = join(place, 'out');
  rmSync(out, {recursive: true, force: true});
  writeLists(join(place, 'before'), action);
  const {apt, header} = action;
  const secrets = await packageSecrets(context, apt);
  const args = [
    ...['--file', '.devenv/lock/Dockerfile', '--target', 'locked', '--no-cache-filter', 'resolve,dev-build'],
    ...['--build-arg', `AS_OF=${header.asOf ?? ''}`, '--output', `type=local,dest=${out}`],
  ];
  await build(context, {image: null, context: '.', args, secrets, labels: {}});
  const production = linesOf(join(out, 'production.txt'));
  const added = linesOf(join(out, 'development.txt')).filter(line => !production.includes(line));
  const lock = lockText({...header, images: action.images, production, development: added});
  writeInTree(join(context.root, 'devenv.lock'), context.root, lock);
}

/** What was locked before, as uv reads it: it moves nothing that still fits. */
function writeLists(directory: string, {production, development}: LockAction): void {
  mkdirSync(directory, {recursive: true});
  writeFileSync(join(directory, 'production.txt'), production.map(line => `${line}\n`).join(''));
  writeFileSync(join(directory, 'development.txt'), [...production, ...development].map(line => `${line}\n`).join(''));
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}
