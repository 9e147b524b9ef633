import type {Lock} from './model/lock';
import type {Plan, Step} from './model/plan';
import {mustLock, planImageLock, planLock, type Inputs} from './plan';
import {lastChange} from './project';

export interface Locking {
  /** Take the newest versions that are admitted in place of those that are locked. */
  readonly upgrade?: boolean;
  /** Lock although what is locked is fresh. */
  readonly anew?: boolean;
  /** Ask the registry anew for the digests of the base images. */
  readonly images?: boolean;
}

/** Plans what makes devenv.lock fresh; a plan without steps where it is, or where there is nothing to lock. */
export async function planFreshLock(inputs: Inputs, {upgrade = false, anew = false, images = false}: Locking = {}): Promise<Plan> {
  const pins = planImageLock(inputs, images);
  const plan = {project: inputs.project.id, mode: inputs.mode};
  if (!anew && !mustLock(inputs)) return {...plan, steps: pins};
  const {steps} = planLock(inputs, {upgrade, anew, ...(await dayFor(inputs, upgrade))});
  return {...plan, steps: [...steps, ...pins]};
}

/** The inputs as they will be after a plan that comes first: what comes after it is planned from them. */
export function assumeDone(inputs: Inputs, {steps}: Plan): Inputs {
  const step = steps.find(one => one.do === 'lock');
  const files = steps.flatMap(one => (one.do === 'write-files' ? one.files.map(({path, content}) => [path, content] as const) : []));
  const made = steps.flatMap(one =>
    'image' in one && 'labels' in one ? [{id: one.image, tags: [one.image], labels: one.labels, created: 0}] : [],
  );
  const {observed, project} = inputs;
  return {
    ...inputs,
    project: step === undefined ? project : {...project, lock: lockOf(step)},
    observed: {...observed, images: [...observed.images, ...made], files: {...observed.files, ...Object.fromEntries(files)}},
  };
}

function lockOf({header, production, development, images}: Extract<Step, {do: 'lock'}>): Lock {
  return {...header, production, development, images};
}

/** The day up to which requirements are resolved, and why that one. */
async function dayFor({project, settings}: Inputs, upgrade: boolean): Promise<{readonly asOf: string | null; readonly because: string}> {
  const asked = settings.resolve_as_of;
  if (asked === 'latest') return {asOf: null, because: 'without a limit, as devenv.yaml says'};
  if (asked !== null) return {asOf: asked, because: `as of ${asked}, as devenv.yaml says`};
  if (upgrade) return {asOf: null, because: 'as of today'};
  const {production, development} = project.dependencies;
  const day = await lastChange(project.root, [...new Set([...production, ...development].map(({file}) => file))]);
  return day === null
    ? {asOf: null, because: 'as of today'}
    : {asOf: day, because: `as of ${day}, their last commit (resolve_as_of: in devenv.yaml says otherwise)`};
}
