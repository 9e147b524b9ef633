import {lackingLabel} from '../../model/assets';
import type {Action} from '../../model/plan';
import {build} from '../build';
import {readBuilt} from '../built-assets';
import type {Context} from '../context';
import {packageSecrets} from '../machine';

/** Builds one target of .devenv/Dockerfile with the project as context. */
export async function buildImage(
  {image, target, apt, labels, assets}: Extract<Action, {do: 'build-image'}>,
  context: Context,
): Promise<void> {
  const args = ['--file', '.devenv/Dockerfile', '--target', target];
  const secrets = await packageSecrets(context, apt);
  const built = readBuilt(context.directory);
  const lacks = assets !== null && built?.inputs === assets && built.failed === true ? {[lackingLabel]: 'front-end'} : {};
  await build(context, {image, context: '.', args, secrets, labels: {...labels, ...lacks}});
}
