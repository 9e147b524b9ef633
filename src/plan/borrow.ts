import type {Plan, Step} from '../model/plan';
import {aptSource} from './bases';
import {ownIgnore, planFiles} from './files';
import {planImages} from './images';
import {compiler} from './system-libraries';
import type {Inputs} from './inputs';
import {buildFiles} from './up';

/** Where the packages' text was taken from; beside it, so that the two go together. */
const borrowedRecord = 'packages/made-from';

/**
 * Plans the text of the packages that the settings take everything from: what is read in it decides about services and
 * variables, so it is there before anything else is planned. Nothing where it is there already.
 */
export function planBorrow(inputs: Inputs): Plan {
  const {project, mode, observed} = inputs;
  const [first, ...others] = project.borrowed ?? [];
  const plan = {project: project.id, mode};
  if (first === undefined) return {...plan, steps: []};
  const planned = planImages(inputs, ['dev']);
  const {borrowed} = planned.dockerfile;
  if (observed.files[borrowedRecord] === borrowed) return {...plan, steps: []};
  const names = [first, ...others].map(({name}) => name).join(', ');
  const step: Step = {
    do: 'borrow',
    inputs: borrowed,
    apt: aptSource(inputs, compiler),
    because: `${first.where.file}:${String(first.where.line)} takes all of its settings: ${names}`,
  };
  return {...plan, steps: [...planFiles(inputs, [ownIgnore, ...buildFiles(inputs, planned)]), ...planned.bases.steps, step]};
}
