import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {DevenvError} from '../../model/errors';
import {lockText, type Lock} from '../../model/lock';
import type {Action} from '../../model/plan';
import type {Context} from '../context';
import {digestOf} from '../registry';
import {writeInTree} from '../work-tree';

/** Asks the registry for the digest of each image and writes them into devenv.lock, whose rest stays as it is. */
export async function lockImages({images}: Extract<Action, {do: 'lock-images'}>, context: Context): Promise<void> {
  const digests = await Promise.all(images.map(async image => [image, await digest(context, image)] as const));
  const file = join(context.root, 'devenv.lock');
  const before = read(file);
  const all = Object.entries({...before.images, ...Object.fromEntries(digests)}).sort(([one], [other]) => (one < other ? -1 : 1));
  writeInTree(file, context.root, lockText({...before, images: Object.fromEntries(all)}));
}

async function digest({endpoint}: Context, image: string): Promise<string> {
  return digestOf(endpoint, image).catch((error: unknown) => {
    throw new DevenvError('build-failed', `The registry does not tell the digest of ${image}: ${(error as Error).message}`, {
      next: [
        'try again when it answers, or name another one under images.registry in devenv.yaml',
        'images: {source: debian} needs no registry',
      ],
      cause: error,
    });
  });
}

const empty: Lock = {inputs: '', python: '', asOf: null, production: [], development: [], images: {}};

function read(file: string): Lock {
  if (!existsSync(file)) return empty;
  const {as_of: asOf, ...lock} = JSON.parse(readFileSync(file, 'utf8')) as Lock & {readonly as_of: string};
  return {...lock, asOf: asOf === '' ? null : asOf};
}
