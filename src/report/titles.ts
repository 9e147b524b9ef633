import type {Step} from '../model/plan';

/** A step with its reason: the line that a dry run prints and that `up` then repeats. */
export function lineOf(step: Step): string {
  return `${titleOf(step)}  (${step.because})`;
}

/** What a step does, in words; the same in a dry run, while it runs and in JSON. */
export function titleOf(step: Step): string {
  switch (step.do) {
    case 'write-files':
    case 'make-directories':
    case 'copy-file':
      return titleOfFiles(step);
    case 'bootstrap-base':
      return `make Debian ${step.suite}`;
    case 'build-base':
      return `build base image ${nameOf(step.image)}`;
    case 'borrow':
      return 'read the settings of installed packages';
    case 'lock':
    case 'lock-images':
    case 'relock':
      return titleOfLock(step);
    case 'build-image':
      return `build image ${step.target}`;
    case 'build-assets':
      return step.directory === '' ? 'build the front end' : `build the front end in ${step.directory}`;
    case 'start-services':
      return `start ${step.services.join(', ')}`;
    case 'prepare-database':
      return 'prepare the database';
    case 'migrate':
      return 'migrate';
    case 'load-fixture':
      return `load ${step.file}`;
    case 'run-command':
    case 'run-tests':
    case 'run-check':
      return titleOfRun(step);
    case 'remove-containers':
    case 'remove-images':
    case 'remove-project':
      return titleOfRemoval(step);
    case 'push-image':
      return `push ${step.reference}`;
  }
}

function titleOfLock(step: Extract<Step, {do: 'lock' | 'lock-images' | 'relock'}>): string {
  if (step.do !== 'lock-images') return step.do === 'lock' ? 'lock the requirements' : `renew ${step.files.join(', ')}`;
  return `pin ${step.images.length === 1 ? 'a base image' : `${String(step.images.length)} base images`}`;
}

function titleOfFiles(step: Extract<Step, {do: 'write-files' | 'make-directories' | 'copy-file'}>): string {
  if (step.do === 'copy-file') return `copy ${step.from} to ${step.to}`;
  if (step.do === 'make-directories') return `make ${step.directories.join(', ')}`;
  return `write ${step.files.length === 1 ? `.devenv/${step.files[0]?.path ?? ''}` : `${String(step.files.length)} files into .devenv`}`;
}

function titleOfRun(step: Extract<Step, {do: 'run-command' | 'run-tests' | 'run-check'}>): string {
  if (step.do !== 'run-command') return step.do === 'run-tests' ? 'run the tests' : 'ask Django';
  return `run ${step.command[0] === 'sh' ? (step.command.at(-1)?.replace(/^exec /, '') ?? '') : step.command.join(' ')}`;
}

function titleOfRemoval(step: Extract<Step, {do: 'remove-containers' | 'remove-images' | 'remove-project'}>): string {
  if (step.do === 'remove-containers') return `remove ${step.services.join(', ')}`;
  if (step.do === 'remove-images') return `remove ${step.images.length === 1 ? 'an image' : `${String(step.images.length)} images`}`;
  return step.volumes ? 'remove containers, networks, volumes and images' : 'remove containers and networks';
}

function nameOf(image: string): string {
  return image.replace(/^devenv\//, '').replace(/:.*/, '');
}
