import {setTimeout as pause} from 'node:timers/promises';
import {DevenvError} from '../model/errors';
import type {ObservedContainer} from '../model/observed';
import type {Context} from './context';
import {observeContainers} from './containers';
import {explainPython} from './failures';
import {run} from './process';
import {ask} from './socket';

/**
 * Longest wait for one group of services, in seconds. Beyond what it takes a healthcheck of compose/ to fail, so that a
 * slow machine has its time and who is ill is told for what it is.
 */
const limit = 300;

/**
 * Waits until the services are healthy, asking the engine ten times a second.
 * @throws DevenvError `unhealthy` with the end of the log of the first one that failed.
 */
export async function waitHealthy(context: Context, labels: readonly string[], services: readonly string[]): Promise<void> {
  const end = performance.now() + limit * 1000;
  for (;;) {
    context.signal.throwIfAborted();
    const containers = (await observeContainers(context.endpoint, labels)).filter(({service}) => services.includes(service));
    const ill = inOrder(containers, services).find(
      ({health, state}) => health === 'unhealthy' || state === 'exited' || state === 'dead' || state === 'restarting',
    );
    if (ill !== undefined) throw await explain(context, ill, check => `is unhealthy${check}`);
    const wrong = await refusing(context, containers);
    if (wrong !== null) throw await explain(context, wrong.container, () => `answers with an error${wrong.reason}`);
    const ready = containers.filter(({health, state}) => state === 'running' && (health === 'healthy' || health === 'none'));
    if (ready.length >= services.length) return;
    const late = containers.find(container => !ready.includes(container));
    if (performance.now() > end)
      throw late === undefined
        ? vanished(services)
        : await explain(context, late, check => `was not healthy after ${String(limit)} s${check}`);
    await pause(100);
  }
}

/** Somebody removed what was waited for. */
function vanished(services: readonly string[]): DevenvError {
  return new DevenvError('unhealthy', `Of ${services.join(', ')} not all are there any more`, {next: ['run the command again']});
}

/** Of several that fail for one reason, the first says it best. */
function inOrder(containers: readonly ObservedContainer[], services: readonly string[]): readonly ObservedContainer[] {
  return [...containers].sort((a, b) => services.indexOf(a.service) - services.indexOf(b.service));
}

/** @param what says what is wrong, with what the last check of a service that runs has to say */
async function explain(context: Context, {id, service}: ObservedContainer, what: (check: string) => string): Promise<DevenvError> {
  const {State} = await inspect(context, id);
  // Only this start counts: an earlier one may have failed for another reason.
  const said = await run('docker', ['logs', '--tail', '400', '--since', State.StartedAt, id]);
  if (State.Status === 'exited') {
    const ending = `${service} ended with exit code ${String(State.ExitCode)}`;
    return explainPython('unhealthy', ending, said, [`correct it, then run devenv up again; devenv logs ${service} shows more`]);
  }
  const check = State.Health?.Log?.at(-1)?.Output.trim().split('\n')[0] ?? '';
  return explainPython('unhealthy', `${service} ${what(check === '' ? '' : ` (its check: ${check})`)}`, said, [
    `devenv logs ${service} shows what it does; correct it, or wait where it is only slow, then run devenv up again`,
  ]);
}

/** A server that answers by an error at each of its first probes will not get better by waiting; with what it says of it. */
async function refusing(
  context: Context,
  containers: readonly ObservedContainer[],
): Promise<{readonly container: ObservedContainer; readonly reason: string} | null> {
  for (const container of containers.filter(({service, health}) => service === 'web' && health === 'starting')) {
    const log = (await inspect(context, container.id)).State.Health?.Log ?? [];
    const answers = log.slice(-3).map(({Output}) => /Django answered \d+(.*)/.exec(Output)?.[1]);
    if (log.length >= 3 && !answers.includes(undefined)) return {container, reason: answers[0] ? ` (${answers[0].trim()})` : ''};
  }
  return null;
}

interface RawInspection {
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly StartedAt: string;
    readonly Health?: {readonly Log: readonly {readonly Output: string}[] | null};
  };
}

function inspect({endpoint}: Context, id: string): Promise<RawInspection> {
  return ask<RawInspection>(endpoint, `/containers/${id}/json`);
}
