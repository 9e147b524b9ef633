import type {Step} from '../model/plan';
import type {PlannedImages} from './images';
import type {Inputs} from './inputs';
import {composeFile} from './names';
import {serviceNames} from './services';

/** Removes what an earlier `up` left and this one needs no more: services and development images, never data. */
export function planRemoval(inputs: Inputs, planned: PlannedImages): readonly Step[] {
  return [...removeSuperfluous(inputs), ...removeSuperseded(inputs, planned)];
}

function removeSuperfluous(inputs: Inputs): readonly Step[] {
  const wanted: readonly string[] = serviceNames(inputs);
  const services = inputs.observed.containers
    .filter(({service, labels}) => labels['devenv.mode'] === inputs.mode && !wanted.includes(service))
    .map(({service}) => service);
  if (services.length === 0) return [];
  return [{do: 'remove-containers', composition: composeFile(inputs.mode), services, because: 'the project needs them no more'}];
}

/** Development images of earlier pins: nobody goes back to them, and each holds a whole set of packages. */
function removeSuperseded({observed, project, mode}: Inputs, {reference}: PlannedImages): readonly Step[] {
  if (mode === 'production') return [];
  const own = observed.images.filter(({labels}) => labels['devenv.project'] === project.id && labels['devenv.role'] === 'dev');
  const images = own.flatMap(({tags}) => tags).filter(tag => tag !== reference('dev'));
  return images.length === 0 ? [] : [{do: 'remove-images', images, because: 'made from earlier requirements'}];
}
