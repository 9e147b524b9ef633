import type {Action} from '../../model/plan';
import {build} from '../build';
import type {Context} from '../context';
import {networkSecrets} from '../machine';

/** Builds one target of .devenv/Dockerfile with the project as context. */
export async function buildImage({image, target, labels}: Extract<Action, {do: 'build-image'}>, context: Context): Promise<void> {
  const args = ['--file', '.devenv/Dockerfile', '--target', target];
  await build(context, {image, context: '.', args, secrets: networkSecrets(context), labels});
}
