import type {GeneratedFile, Plan, Step} from '../model/plan';
import {becauseService} from './because';
import {renderCompose, environmentOf, hashLabel, type Composition, type Images} from './compose';
import {planDatabase} from './database-steps';
import {ignoreText} from './dockerignore';
import type {Target} from './dockerfile';
import {accountFiles, ownIgnore, planFiles, scriptFiles, shellExports} from './files';
import {planImages, type PlannedImages} from './images';
import type {Inputs} from './inputs';
import {composeFile} from './names';
import {renderNginx} from './nginx';
import {serviceNames} from './services';
import {refuseMissing} from './missing';

export interface UpOptions {
  /** Build images although they are there. */
  readonly build: boolean;
  readonly fixtures: boolean;
}

/**
 * Plans `devenv up`: files, images, stores, database, then the services of the project's code.
 * @throws DevenvError `env` when the settings require a variable that nothing sets; `usage` when no base image fits.
 */
export function planUp(inputs: Inputs, options: UpOptions): Plan {
  refuseMissing(inputs);
  const targets: readonly Target[] = inputs.mode === 'development' ? ['dev'] : ['app', 'nginx'];
  const planned = planImages(inputs, targets, options.build);
  const mounted = mountedFiles(inputs);
  const composition = renderCompose(inputs, imagesOf(inputs, planned), contentsOf(mounted));
  const start = starter(inputs, planned, composition, options, contentsOf(mounted));
  const steps = [
    ...planFiles(inputs, [
      ownIgnore,
      ...mounted,
      ...buildFiles(inputs, planned),
      {path: composeFile(inputs.mode), content: composition.text, mode: 0o600},
    ]),
    ...planned.bases.steps,
    ...planned.steps,
    ...start(['db', 'redis']),
    ...planDatabase(inputs, options),
    ...start(['web', 'worker', 'beat', 'nginx']),
    ...removeSuperfluous(inputs),
    ...removeSuperseded(inputs, planned),
  ];
  return {project: inputs.project.id, mode: inputs.mode, steps};
}

function imagesOf({mode}: Inputs, {bases, reference}: PlannedImages): Images {
  const code = reference(mode === 'development' ? 'dev' : 'app');
  const nginx = mode === 'development' ? bases.images.nginx : reference('nginx');
  return {db: bases.images.postgres, redis: bases.images.redis, web: code, worker: code, beat: code, nginx};
}

/** Files that containers mount. */
function mountedFiles(inputs: Inputs): readonly GeneratedFile[] {
  if (inputs.mode === 'production') return [{path: 'production.env.sh', content: shellExports(environmentOf(inputs, 'web')), mode: 0o440}];
  return [{path: 'nginx.conf', content: renderNginx(inputs.project, 'development'), mode: 0o644}, ...accountFiles(inputs)];
}

/** Files that builds read. */
export function buildFiles(inputs: Inputs, {dockerfile}: PlannedImages): readonly GeneratedFile[] {
  return [
    {path: 'Dockerfile', content: dockerfile.text, mode: 0o644},
    {path: 'Dockerfile.dockerignore', content: ignoreText(inputs.project, inputs.ignore), mode: 0o644},
    {path: 'nginx.production.conf', content: renderNginx(inputs.project, 'production'), mode: 0o644},
    ...scriptFiles(inputs.catalog.scripts),
  ];
}

function contentsOf(files: readonly GeneratedFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({path, content}) => [path, content]));
}

/** Returns a function that plans the start of some services: those that are missing, differ, are stopped or ill. */
function starter(
  inputs: Inputs,
  planned: PlannedImages,
  composition: Composition,
  options: UpOptions,
  files: Readonly<Record<string, string>>,
) {
  const imageReason = (name: string) => planned.because[name === 'nginx' ? 'nginx' : inputs.mode === 'development' ? 'dev' : 'app'] ?? null;
  return (names: readonly string[]): readonly Step[] => {
    const reasons = new Map<string, string[]>();
    const restart: string[] = [];
    for (const name of names) {
      const definition = composition.services[name];
      if (definition === undefined) continue;
      const container = inputs.observed.containers.find(({service, labels}) => service === name && labels['devenv.mode'] === inputs.mode);
      let reason: string | null = null;
      if (container === undefined) reason = 'not there yet';
      else if (container.labels[hashLabel] !== (definition['labels'] as Record<string, string>)[hashLabel])
        reason = becauseService(container, definition, imageReason(name), files);
      else if (options.build && imageReason(name) !== null) reason = imageReason(name);
      else if (container.state !== 'running') reason = 'stopped';
      else if (container.health === 'starting') reason = 'not healthy yet';
      else if (container.health === 'unhealthy') reason = 'unhealthy';
      if (reason === 'unhealthy') restart.push(name);
      if (reason !== null) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
    }
    if (reasons.size === 0) return [];
    const because =
      reasons.size === 1
        ? [...reasons.keys()].join('')
        : [...reasons].map(([reason, services]) => `${services.join(', ')}: ${reason}`).join('; ');
    const order = names.filter(name => [...reasons.values()].flat().includes(name));
    return [{do: 'start-services', composition: composeFile(inputs.mode), services: order, restart, because}];
  };
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
