import type {ObservedContainer, ObservedVolume} from '../model/observed';
import type {Plan, Step} from '../model/plan';
import {runsCode} from './services';

/** What `down` needs to know; less than `up`, so that it works in a project that cannot be read. */
export interface DownInputs {
  readonly project: string;
  readonly containers: readonly ObservedContainer[];
  readonly volumes: readonly ObservedVolume[];
  readonly networks: readonly string[];
  readonly images: number;
}

/** Plans `devenv down`: everything with the project's label, in both modes; volumes only where asked. */
export function planDown(inputs: DownInputs, withVolumes: boolean): Plan {
  const things = inputs.containers.length + inputs.networks.length + (withVolumes ? inputs.volumes.length + inputs.images : 0);
  const steps: Step[] = things === 0 ? [] : [removal(inputs, withVolumes)];
  return {project: inputs.project, mode: 'development', steps};
}

function removal({project, volumes, containers}: DownInputs, withVolumes: boolean): Step {
  const services = [...new Set(containers.map(({service}) => service))];
  const because = services.length === 0 ? 'nothing runs, but things of it are left' : `asked for; ${services.join(', ')} will stop`;
  const last = services.filter(name => !runsCode(name) && name !== 'nginx');
  const names = volumes.map(({name}) => name).join(', ');
  const destroys = withVolumes && volumes.length > 0 ? {destroys: `all data in ${names}`} : {};
  return {do: 'remove-project', project, last, volumes: withVolumes, because, ...destroys};
}
