import {DevenvError} from '../model/errors';
import type {GeneratedFile, Plan, Step} from '../model/plan';
import {renderCompose, environmentOf, type Images} from './compose';
import {planDatabase} from './database-steps';
import {ignoreText} from './dockerignore';
import type {Target} from './dockerfile';
import {accountFiles, overlayFiles, ownIgnore, planFiles, scriptFiles, shellExports} from './files';
import {storeImages} from './store-images';
import {lockedFiles} from './locked';
import {editedFiles} from './requirement-files';
import {planImages, type PlannedImages} from './images';
import type {Inputs} from './inputs';
import {composeFile, valuesFile} from './names';
import {renderNginx} from './nginx';
import {planRemoval} from './removal';
import {refuseUnfit} from './unfit';
import {codeServicesOf, ownServices, storesOf} from './services';
import {shippedProject} from './shipped';
import {planStart} from './start';

export interface UpOptions {
  /** Build images although they are there. */
  readonly build: boolean;
  readonly fixtures: boolean;
}

/**
 * Plans `devenv up`: files, images, stores, database, then the services of the project's code.
 * @throws DevenvError `no-engine` when the engine is on another machine; `env` when the settings require a variable that nothing sets; `usage` when no base image fits.
 */
export function planUp(inputs: Inputs, options: UpOptions): Plan {
  refuseRemote(inputs);
  refuseUnfit(inputs);
  const targets: readonly Target[] = inputs.mode === 'development' ? ['dev'] : ['app', 'nginx'];
  const planned = planImages(inputs, targets, options.build);
  const mounted = mountedFiles(inputs);
  const composition = renderCompose(inputs, imagesOf(inputs, planned), contentsOf(mounted));
  const start = (services: readonly string[]) =>
    planStart({inputs, planned, composition, files: contentsOf(mounted), rebuild: options.build}, services);
  const steps = [
    ...planFiles(inputs, [
      ownIgnore,
      ...mounted,
      ...buildFiles(inputs, planned),
      {path: composeFile(inputs.mode), content: composition.text, mode: 0o600},
    ]),
    ...planDirectories(inputs),
    ...planCopies(inputs),
    ...planned.bases.steps,
    ...planned.steps,
    ...start([...storesOf(inputs), ...ownServices(inputs)]),
    ...planDatabase(inputs, options),
    ...start([...codeServicesOf(inputs), 'nginx']),
    ...planRemoval(inputs, planned),
  ];
  return {project: inputs.project.id, mode: inputs.mode, steps};
}

/** In development the work tree is mounted, and what git does not bring is not there. */
function planDirectories({absentDirectories, mode}: Inputs): readonly Step[] {
  if (absentDirectories.length === 0 || mode === 'production') return [];
  return [{do: 'make-directories', directories: absentDirectories, because: 'the settings open files there, and git does not have it'}];
}

/** Settings that each person copies from a sample, for who has not yet; what ships is made from somebody's own. */
export function planCopies({project, mode}: Inputs): readonly Step[] {
  if (mode === 'production') return [];
  return (project.standIns ?? []).map(({file, sample, added, where}) => ({
    ...{do: 'copy-file', from: sample, to: file, added},
    because: `nothing starts without it, and git does not have it: ${where.file}:${String(where.line)}`,
  }));
}

/** The services mount the work tree or files of .devenv, which an engine on another machine does not see. */
function refuseRemote({observed}: Inputs): void {
  if (!observed.engine.remote) return;
  throw new DevenvError('no-engine', 'The Docker engine is on another machine, where this work tree cannot be mounted', {
    next: [
      'docker context use default, or unset DOCKER_HOST, then run the command again',
      'devenv build and devenv test work there: they mount nothing',
    ],
  });
}

function imagesOf(inputs: Inputs, {bases, reference}: PlannedImages): Images {
  const code = reference(inputs.mode === 'development' ? 'dev' : 'app');
  const nginx = inputs.mode === 'development' ? bases.images.nginx : reference('nginx');
  const running = Object.fromEntries(codeServicesOf(inputs).map(name => [name, code]));
  return {...storeImages(inputs, bases), ...running, nginx};
}

/** Files that containers mount. */
function mountedFiles(inputs: Inputs): readonly GeneratedFile[] {
  if (inputs.mode === 'production')
    return codeServicesOf(inputs).map(name => ({
      path: valuesFile(name),
      content: `# Made by devenv from .server.envrc.\n${shellExports(environmentOf(inputs, name))}`,
      mode: 0o440,
    }));
  return [
    {path: 'nginx.conf', content: renderNginx(inputs.project, 'development'), mode: 0o644},
    ...accountFiles(inputs),
    ...overlayFiles(inputs),
  ];
}

/** Files that builds read. */
export function buildFiles(inputs: Inputs, {dockerfile, assets, steps}: PlannedImages): readonly GeneratedFile[] {
  const ignore = ignoreText(inputs.project, inputs.ignore, inputs.assets?.built?.files);
  const contexts = [{path: 'Dockerfile.dockerignore', content: ignore, mode: 0o644}, ...assets.ignores];
  return [
    {path: 'Dockerfile', content: dockerfile.text, mode: 0o644},
    ...contexts.map(file => (steps.length > 0 ? file : asItIs(inputs, file))),
    ...assets.files,
    {path: 'nginx.production.conf', content: renderNginx(shippedProject(inputs.project), 'production'), mode: 0o644},
    ...scriptFiles(inputs.catalog.scripts),
    ...(inputs.tree === null ? [] : overlayFiles(inputs)),
    ...editedFiles(inputs.project.dependencies),
    ...lockedFiles(inputs.project),
  ];
}

/** What a context leaves out matters to a build alone; a front end that was built just now is no reason to write it anew. */
function asItIs({observed}: Inputs, file: GeneratedFile): GeneratedFile {
  return {...file, content: observed.files[file.path] ?? file.content};
}

function contentsOf(files: readonly GeneratedFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({path, content}) => [path, content]));
}
