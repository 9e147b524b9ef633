import {mkdirSync, readdirSync, rmSync, renameSync} from 'node:fs';
import {join} from 'node:path';
import {DevenvError} from '../../model/errors';
import type {Action} from '../../model/plan';
import {build} from '../build';
import {readBuilt, writeBuilt} from '../built-assets';
import type {Context} from '../context';
import {notBuilt} from '../front-end-failures';
import {npmSecrets} from '../machine';
import {placeMade, withoutInstalled, withoutSources} from '../made';

type BuildAssets = Extract<Action, {do: 'build-assets'}>;

/**
 * Builds the front end into .devenv/assets and, for development, into the work tree. One that cannot be built is told,
 * and stops nothing: Django runs without it, with what an earlier build made if there was one.
 */
export async function buildAssets(action: BuildAssets, context: Context): Promise<void> {
  const [out, made] = [join(context.directory, 'assets.new'), join(context.directory, 'assets')];
  const built = readBuilt(context.directory);
  const before = built?.placed === true ? built.files : [];
  rmSync(out, {recursive: true, force: true});
  mkdirSync(made, {recursive: true});
  const args = ['--file', '.devenv/assets.Dockerfile', '--target', 'made', '--output', `type=local,dest=${out}`];
  const secrets = await npmSecrets(context, action.apt);
  try {
    await build(context, {image: null, context: '.', args, secrets, labels: {}});
  } catch (error) {
    if (!(error instanceof DevenvError) || error.code !== 'build-failed') throw error;
    context.tell({kind: 'notice', text: notBuilt(context.root, action.directory, error)});
    // Tried once: until its sources change, only --build tries again.
    writeBuilt(context.directory, {inputs: action.inputs, files: before, placed: true, failed: true});
    return;
  }
  rmSync(made, {recursive: true, force: true});
  renameSync(out, made);
  const all = withoutSources(context.root, made, listFiles(made), built?.files ?? []);
  const files = action.toTree ? withoutInstalled(context.root, all, before) : all;
  if (action.toTree) {
    // Whatever ends this halfway, the next one knows what is its own.
    writeBuilt(context.directory, {inputs: '', files: [...new Set([...before, ...files])], placed: true});
    await placeMade(context, {from: made, files, before});
  }
  writeBuilt(context.directory, {inputs: action.inputs, files, placed: action.toTree});
}

function listFiles(directory: string): readonly string[] {
  const entries = readdirSync(directory, {recursive: true, withFileTypes: true}).filter(entry => !entry.isDirectory());
  return entries.map(entry => join(entry.parentPath, entry.name).slice(directory.length + 1)).sort();
}
