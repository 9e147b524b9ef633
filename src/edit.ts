import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {writeInTree} from './engine';
import {planFreshLock} from './lock';
import type {Plan} from './model/plan';
import {compiledRelocks, foreignRelocks, planRelock, type Inputs, type Relock} from './plan';
import {readCompiled, type Edit, type Listing} from './project';

/** What a change of the requirements needs of a command. */
interface Doer {
  readonly read: () => Promise<Inputs>;
  readonly perform: (plan: Plan, inputs: Inputs) => Promise<unknown>;
}

/** The files that say what a project needs, as `addition` and `removal` want them. */
export function listingOf({project}: Inputs): Listing {
  return {dependencies: project.dependencies, compiled: readCompiled(project)};
}

/**
 * How the project's own locks and compiled files are made anew.
 * @param changed the file because of which: those alone that follow from it; null: all of them
 */
export function relocksOf({project}: Inputs, changed: string | null, upgrade = false): readonly Relock[] {
  const {version} = project.python;
  const foreign = foreignRelocks(project.dependencies, version, upgrade);
  return [...foreign, ...compiledRelocks(readCompiled(project), version, changed, upgrade)];
}

/** Changes a file of the project and makes all pins anew that follow from it. Where that fails the files are as before. */
export async function changeRequirements(inputs: Inputs, edit: Edit, {read, perform}: Doer): Promise<Inputs> {
  const {root} = inputs.project;
  const relocks = relocksOf(inputs, edit.file);
  const kept = [edit.file, 'devenv.lock', ...relocks.map(({file}) => file)].map(file => [file, textOf(join(root, file))] as const);
  try {
    writeInTree(join(root, edit.file), root, edit.after);
    await perform(planRelock(inputs, relocks, `${edit.file} changed`), inputs);
    const changed = await read();
    await perform(await planFreshLock(changed), changed);
    return await read();
  } catch (error) {
    for (const [file, text] of kept) if (text !== null) writeInTree(join(root, file), root, text);
    throw error;
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
