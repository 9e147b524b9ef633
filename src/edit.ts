import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {writeInTree} from './engine';
import {planFreshLock} from './lock';
import type {Plan} from './model/plan';
import {foreignLock, planRelock, type Inputs} from './plan';
import type {Edit} from './project';

/** What a change of the requirements needs of a command. */
interface Doer {
  readonly read: () => Promise<Inputs>;
  readonly perform: (plan: Plan, inputs: Inputs) => Promise<unknown>;
}

/** Changes a file of the project and locks anew. Where that fails the files are as before. */
export async function changeRequirements(inputs: Inputs, edit: Edit, {read, perform}: Doer): Promise<Inputs> {
  const {root, dependencies} = inputs.project;
  const lock = foreignLock(dependencies);
  const kept = [edit.file, ...(lock === null ? ['devenv.lock'] : [lock.file])].map(file => [file, textOf(join(root, file))] as const);
  try {
    writeInTree(join(root, edit.file), root, edit.after);
    const changed = lock === null ? await read() : inputs;
    const plan = lock === null ? await planFreshLock(changed) : planRelock(inputs, lock, `${edit.file} changed`);
    await perform(plan, changed);
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
