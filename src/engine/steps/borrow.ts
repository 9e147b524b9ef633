import {renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Action} from '../../model/plan';
import {build} from '../build';
import type {Context} from '../context';
import {packageSecrets} from '../machine';

/** Takes the text of packages out of the stage that installs them. Nothing of it becomes an image. */
export async function borrow({inputs, apt}: Extract<Action, {do: 'borrow'}>, context: Context): Promise<void> {
  const [out, place] = [join(context.directory, 'packages.new'), join(context.directory, 'packages')];
  rmSync(out, {recursive: true, force: true});
  const args = ['--file', '.devenv/Dockerfile', '--target', 'borrowed', '--output', `type=local,dest=${out}`];
  await build(context, {
    image: null,
    files: 'the settings of installed packages',
    context: '.',
    args,
    secrets: await packageSecrets(context, apt),
    labels: {},
  });
  writeFileSync(join(out, 'made-from'), inputs);
  rmSync(place, {recursive: true, force: true});
  renameSync(out, place);
}
