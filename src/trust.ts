import {join} from 'node:path';
import {ask} from './confirm';
import {allow} from './env';
import {DevenvError} from './model/errors';
import type {Inputs} from './plan';

/**
 * Returns the inputs once the mode's file of variables may be used: on a terminal it asks, elsewhere it refuses.
 * @throws DevenvError `env` when the file is not allowed.
 */
export async function requireTrust(read: () => Promise<Inputs>, quiet: boolean): Promise<Inputs> {
  const inputs = await read();
  const {file, trust} = inputs.env;
  if (file === null || trust === 'none' || trust === 'allowed') return inputs;
  const what = {denied: 'is denied', changed: 'changed since it was allowed', unknown: 'was never allowed'}[trust];
  const may = trust !== 'denied' && !quiet && (await ask(`${file} ${what}. It sets variables for this project. Allow it? [y/N] `));
  if (!may) throw new DevenvError('env', `${file} ${what}`, {where: {file, line: 1}, next: [`read ${file}, then: devenv allow`]});
  await allow(inputs.project.root, join(file));
  return read();
}
