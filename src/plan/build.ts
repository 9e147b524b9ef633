import type {Plan} from '../model/plan';
import {ownIgnore, planFiles} from './files';
import {planImages} from './images';
import type {Inputs} from './inputs';
import {buildFiles} from './up';

/** Plans `devenv build`: the images that ship. */
export function planBuild(inputs: Inputs, rebuild: boolean): Plan & {readonly images: {readonly app: string; readonly nginx: string}} {
  const planned = planImages(inputs, ['app', 'nginx'], rebuild);
  const steps = [...planFiles(inputs, [ownIgnore, ...buildFiles(inputs, planned)]), ...planned.bases.steps, ...planned.steps];
  return {
    project: inputs.project.id,
    mode: 'production',
    steps,
    images: {app: planned.reference('app'), nginx: planned.reference('nginx')},
  };
}
