import {ask} from './confirm';
import {allow} from './env';
import {DevenvError} from './model/errors';
import type {Inputs} from './plan';

/**
 * Returns the inputs once the mode's file of variables may be used: on a terminal it shows what the file does or what
 * changed, and asks; elsewhere it refuses.
 * @throws DevenvError `env` when the file is not allowed.
 */
export async function requireTrust(read: () => Promise<Inputs>, quiet: boolean): Promise<Inputs> {
  const inputs = await read();
  const {file, trust, review} = inputs.env;
  if (file === null || trust === 'none' || trust === 'allowed') return inputs;
  const what = {denied: 'is denied', changed: 'changed since it was allowed', unknown: 'was never allowed'}[trust];
  const question = [...review, `${file} ${what}. It sets variables for this project. Allow it? [y/N] `].join('\n');
  const may = trust !== 'denied' && !quiet && (await ask(question));
  if (!may) {
    const next = [`read ${file}, then: devenv allow`];
    throw new DevenvError('env', `${file} ${what}`, {where: {file, line: 1}, detail: review, next});
  }
  await allow(inputs.project.root, file, process.env, inputs.settings.envrc);
  return requireTrust(read, quiet);
}
