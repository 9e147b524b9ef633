import type {Action} from '../../model/plan';
import {DevenvError} from '../../model/errors';
import {say, type Context} from '../context';
import {explainOutcome} from '../failures';
import {run} from '../process';

/** Tags the very image and pushes it with the docker command, which knows the credential helpers. */
export async function pushImage({image, reference}: Extract<Action, {do: 'push-image'}>, context: Context): Promise<void> {
  const tagged = await run('docker', ['tag', image, reference], {signal: context.signal});
  if (tagged.code !== 0) throw explainOutcome('push-refused', `${image} is not here any more`, tagged, ['devenv test']);
  const outcome = await run('docker', ['push', reference], {signal: context.signal, onLine: line => say(context, line)});
  if (outcome.code === 0) return;
  const text = outcome.lines.join('\n');
  if (/unauthorized|denied|no basic auth/i.test(text)) {
    const host = reference.split('/')[0] ?? '';
    throw new DevenvError('failed', `${host} refuses the push: ${outcome.lines.at(-1) ?? ''}`, {next: [`docker login ${host}`]});
  }
  throw explainOutcome('failed', `Pushing ${reference} failed: ${outcome.lines.at(-1) ?? ''}`, outcome, [
    'run the command again: finished layers are not sent twice',
  ]);
}
