import type {ObservedContainer} from '../model/observed';
import type {Step} from '../model/plan';
import {becauseService} from './because';
import {hashLabel, type Composition} from './compose';
import type {Definition} from './fragments';
import type {PlannedImages} from './images';
import type {Inputs} from './inputs';
import {composeFile} from './names';
import {runsCode} from './services';

export interface StartInputs {
  readonly inputs: Inputs;
  readonly planned: PlannedImages;
  readonly composition: Composition;
  /** Content of the files that containers mount, by path relative to .devenv. */
  readonly files: Readonly<Record<string, string>>;
  /** Images are built anew although they are there, so their containers are replaced. */
  readonly rebuild: boolean;
}

/** Decides which of the services are created, replaced, started or restarted, and why: one step, or none. */
export function planStart(start: StartInputs, wanted: readonly string[]): readonly Step[] {
  const needed = wanted.flatMap(name => {
    const reason = reasonFor(start, name);
    return reason === null ? [] : [{name, reason}];
  });
  if (needed.length === 0) return [];
  const services = needed.map(({name}) => name);
  const paused = services.filter(name => containerOf(start.inputs, name)?.state === 'paused');
  // The probes of one that slept have failed: only a restart lets them begin anew.
  const restart = services.filter(name => paused.includes(name) || needed.some(one => one.name === name && one.reason === unhealthy));
  return [{do: 'start-services', composition: composeFile(start.inputs.mode), services, paused, restart, because: join(needed)}];
}

const unhealthy = 'unhealthy';

/** Why a service is not as it should be; null where it is. */
function reasonFor({inputs, planned, composition, files, rebuild}: StartInputs, name: string): string | null {
  const definition = composition.services[name];
  if (definition === undefined) return null;
  const container = containerOf(inputs, name);
  if (container === undefined) return 'not there yet';
  const image = becauseImageOf(inputs, planned, name);
  // A name that was given to another image since leaves a container with the bare id of its own.
  if (container.labels[hashLabel] !== hashOf(definition) || container.image !== definition['image'])
    return becauseService(container, definition, image, files);
  return rebuild && image !== null ? image : condition(container);
}

function containerOf({observed, mode}: Inputs, name: string): ObservedContainer | undefined {
  return observed.containers.find(({service, labels}) => service === name && labels['devenv.mode'] === mode);
}

function becauseImageOf({mode}: Inputs, {because}: PlannedImages, name: string): string | null {
  if (name === 'nginx') return because.nginx ?? null;
  if (!runsCode(name)) return null;
  return because[mode === 'development' ? 'dev' : 'app'] ?? null;
}

function condition({state, health}: ObservedContainer): string | null {
  if (state === 'paused') return 'paused';
  if (state !== 'running') return 'stopped';
  if (health === 'starting') return 'not healthy yet';
  return health === 'unhealthy' ? unhealthy : null;
}

function hashOf(definition: Definition): string | undefined {
  return (definition['labels'] as Readonly<Record<string, string>>)[hashLabel];
}

/** "worker: stopped; web: its image changed"; one reason for all stands alone. */
function join(needed: readonly {readonly name: string; readonly reason: string}[]): string {
  const reasons = [...new Set(needed.map(({reason}) => reason))];
  if (reasons.length === 1) return reasons.join('');
  const servicesOf = (reason: string) =>
    needed
      .filter(one => one.reason === reason)
      .map(({name}) => name)
      .join(', ');
  return reasons.map(reason => `${servicesOf(reason)}: ${reason}`).join('; ');
}
