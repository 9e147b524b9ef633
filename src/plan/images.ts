import {lackingLabel} from '../model/assets';
import type {ObservedImage} from '../model/observed';
import type {Labels, Step} from '../model/plan';
import type {Project, Variable} from '../model/project';
import {planAssets, type PlannedAssets} from './assets';
import {aptSource, hasImage, planBases, sourceLabel, sourceOf, type BaseName, type Bases} from './bases';
import {becauseImage, encodeInputs, inputsLabel, pinsLabel, pinsOf, type BuildInputs} from './because';
import {inSecret} from './database-secret';
import {renderDockerfile, type Dockerfile, type Target} from './dockerfile';
import {engineOf, usualEngine} from './engines';
import type {Inputs} from './inputs';
import {imageLabels} from './names';
import {renderNginx} from './nginx';
import {fillIn, placeholderFor} from './placeholders';
import {shippedProject} from './shipped';
import {storesOf} from './services';
import {databaseBases} from './store-images';
import {compiler} from './system-libraries';

/** The project's images: their references, the Dockerfile that makes them, and the steps for those that are missing. */
export interface PlannedImages {
  readonly bases: Bases;
  readonly dockerfile: Dockerfile;
  readonly assets: PlannedAssets;
  readonly reference: (target: Target) => string;
  /** Why an image is built anew; null where it is there. */
  readonly because: Readonly<Partial<Record<Target, string>>>;
  readonly steps: readonly Step[];
}

/** Plans the bases and the targets; `rebuild` builds a target although it is there. */
export function planImages(inputs: Inputs, targets: readonly Target[], rebuild = false): PlannedImages {
  const {project} = inputs;
  const bases = planBases(inputs, neededBases(inputs, targets));
  const assets = planAssets(inputs, bases.images.python, rebuild);
  const dockerfile = renderDockerfile({
    project,
    python: bases.images.python,
    nginx: bases.images.nginx,
    headers: bases.headers,
    settings: inputs.settings,
    scripts: inputs.catalog.images['app']?.hash ?? '',
    tree: inputs.tree,
    placeholders: placeholders(inputs),
    nginxConf: renderNginx(shippedProject(project), 'production'),
    overlay: inputs.settings.overlay,
    assets: assets.hash,
  });
  const reference = (target: Target) => `${project.id}:${target}-${dockerfile.hashes[target]}`;
  const because: Partial<Record<Target, string>> = {};
  const steps: Step[] = [...assets.steps];
  for (const target of targets) {
    const image = reference(target);
    const missing = !hasImage(inputs, image);
    const lacking = target !== 'dev' && lacksFrontEnd(inputs, reference('app')) && isMended(inputs, assets);
    if (!missing && !rebuild && !lacking) continue;
    because[target] = missing ? reason(inputs, target, bases) : rebuild ? '--build asks for it' : 'its front end could not be built before';
    steps.push({
      do: 'build-image',
      image,
      target,
      // Any build may call for the compiler.
      apt: aptSource(inputs, compiler),
      labels: labelsOf(inputs, target, bases),
      assets: target === 'dev' ? null : assets.hash,
      because: because[target],
    });
  }
  return {bases, dockerfile, assets, reference, because, steps};
}

/** Whether an image that ships is there and was built without its front end. */
export function lacksFrontEnd({observed}: Inputs, image: string): boolean {
  return observed.images.some(({tags, labels}) => tags.includes(image) && labels[lackingLabel] !== undefined);
}

/** Whether the front end, as it is now, could be built since. */
function isMended({assets}: Inputs, {steps}: PlannedAssets): boolean {
  return steps.length === 0 && assets?.built?.failed !== true;
}

/** The base images that targets and services stand on. */
export function neededBases(inputs: Inputs, targets: readonly Target[]): readonly BaseName[] {
  const missingTarget = targets.some(target => target !== 'nginx');
  const stores = storesOf(inputs);
  const names: BaseName[] = [];
  if (missingTarget) names.push('python');
  if (stores.includes('db')) names.push(...databaseBases(inputs.project.database));
  names.push(...stores.filter(name => name !== 'db'));
  if (targets.includes('dev') || targets.includes('nginx')) names.push('nginx');
  return names;
}

function labelsOf(inputs: Inputs, target: Target, bases: Bases): Labels {
  return {
    ...imageLabels(inputs.project, target),
    [sourceLabel]: sourceOf(inputs),
    [pinsLabel]: pinsFor(inputs, target),
    [inputsLabel]: encodeInputs(buildInputs(inputs, target, bases)),
    ...(inputs.project.git === null || inputs.project.git.dirty ? {} : {'org.opencontainers.image.revision': inputs.project.git.commit}),
    'org.opencontainers.image.title': inputs.project.name,
  };
}

function pinsFor({project}: Inputs, target: Target): string {
  const {production, development} = project.dependencies;
  return pinsOf(target === 'dev' || target === 'test' ? [...production, ...development] : production);
}

function buildInputs({project, catalog, settings, tree}: Inputs, target: Target, bases: Bases): BuildInputs {
  const {production, development} = project.dependencies;
  const files = target === 'dev' || target === 'test' ? [...production, ...development] : production;
  return {
    ...Object.fromEntries(files.map(({file, content}) => [file, content])),
    'the base image': target === 'nginx' ? bases.images.nginx : bases.images.python,
    ...(target === 'dev' ? {} : {'the code': tree ?? ''}),
    ...(settings.apt.length === 0 ? {} : {'apt in devenv.yaml': settings.apt.join(' ')}),
    'devenv itself': `${catalog.version} ${catalog.images['app']?.hash ?? ''}`,
  };
}

function reason(inputs: Inputs, target: Target, bases: Bases): string {
  return becauseImage(inputs.project, latest(inputs, target), buildInputs(inputs, target, bases), pinsFor(inputs, target));
}

/** The image of that target that was built last. */
function latest({observed, project}: Inputs, target: Target): ObservedImage | undefined {
  const own = observed.images.filter(({labels}) => labels['devenv.project'] === project.id && labels['devenv.role'] === target);
  return [...own].sort((a, b) => b.created - a.created)[0];
}

/** Values that let the settings be imported while static files are collected; none of them is a secret or is kept. */
function placeholders({project}: Inputs): Readonly<Record<string, string>> {
  const shipped = shippedProject(project);
  const none = new Map(shipped.variables.map(({name}) => [name, null]));
  const filled = fillIn(none, shipped.variables, variable => standIn(shipped, variable), true);
  return Object.fromEntries(filled.map(({name, value}) => [name, value]));
}

/** A database that is never asked, else what development gives where nothing is known. */
export function standIn(project: Project, variable: Variable): string {
  const {name, cast, feeds} = variable;
  const {port, spelling} = engineOf(project) ?? usualEngine;
  if (feeds?.startsWith('DATABASES') !== true && name !== 'DATABASE_URL')
    return placeholderFor(variable, 'only-for-the-build', 'production');
  const secret = inSecret(project.samples[name] ?? '', {name: 'build', user: 'build', password: 'build'}, {port});
  if (secret !== null) return secret;
  return feeds?.endsWith('PORT') === true
    ? port
    : cast === 'url' || name === 'DATABASE_URL'
      ? `${spelling.scheme}://build:build@localhost/build`
      : 'build';
}
