import type {Plan, Step} from '../model/plan';
import type {Project} from '../model/project';
import {checkVariables} from './cross-check';
import {environmentOf} from './compose';
import {composeText} from './compose-text';
import {ownIgnore, planFiles} from './files';
import {planImages, standIn} from './images';
import type {Inputs} from './inputs';
import {ownLabels, scripts, workdirIn} from './names';
import {planTest} from './test';
import {buildFiles} from './up';

/** Nobody's key: long and mixed enough that Django finds no fault with it. */
const standInKey = 'dv-2m9Qx7TzLr4KpWc8YhNfGj3VbSd6AeUo5XiRk1MnCq0ZtHwBsEv';

/**
 * Plans what `devenv check` asks of Django: the image that ships (in development with the packages of development on top),
 * and a run of check.py in it, without a network. What is required and not set has a stand-in there.
 * @param modules that are looked for in the image
 */
export function planCheck(inputs: Inputs, modules: readonly string[]): Plan & {readonly image: string} {
  const target = inputs.mode === 'production' ? 'app' : 'test';
  const composition = inputs.mode === 'production' ? 'compose.check.production.yaml' : 'compose.check.yaml';
  const planned = planImages(inputs, target === 'app' ? ['app'] : ['app', 'test']);
  const image = planned.reference(target);
  const files = [ownIgnore, ...buildFiles(inputs, planned), {path: composition, content: render(inputs, image), mode: 0o600}];
  const command = ['python', `${scripts}/check.py`, inputs.mode === 'production' ? 'deploy' : 'plain', ...modules];
  const run: Step = {do: 'run-check', composition, command, because: `in ${image}, with nothing mounted and no network`};
  const steps = [...planFiles(inputs, files), ...planned.bases.steps, ...planned.steps, run];
  return {project: inputs.project.id, mode: inputs.mode, steps, image};
}

/**
 * The same for a project whose code asks its stores while it starts: in the image for tests, with stores of its own that are
 * empty and gone afterwards, once planCheck was performed. For development alone: production's own are not to be asked.
 */
export function planCheckWithStores(inputs: Inputs, modules: readonly string[]): Plan {
  const settings = `DJANGO_SETTINGS_MODULE=${inputs.project.django.settings}`;
  const plan = planTest(inputs, ['env', settings, 'python', `${scripts}/check.py`, 'plain', ...modules]);
  // NGINX takes no part in it, and planCheck's run had all else written and built.
  const composition = plan.steps.flatMap(step =>
    step.do === 'write-files' ? step.files.filter(({path}) => path.startsWith('compose.')) : [],
  );
  const write: Step = {do: 'write-files', files: composition, because: 'the code asks its stores while it starts'};
  const left = plan.steps.filter(step => !['write-files', 'build-image', 'build-assets'].includes(step.do));
  return {...plan, steps: composition.length === 0 ? left : [write, ...left]};
}

function render(inputs: Inputs, image: string): string {
  const {project} = inputs;
  const check = {
    image,
    entrypoint: [`${scripts}/runinenv`],
    init: true,
    network_mode: 'none',
    working_dir: workdirIn(project),
    // The image's list is that of the settings that ship; what these require was looked at before.
    environment: {...standIns(inputs), ...environmentOf(inputs, 'web'), DEVENV_REQUIRED: ''},
    labels: {...ownLabels(project, 'service'), 'devenv.mode': 'check', 'devenv.service': 'check'},
  };
  return composeText('Made by devenv: what `devenv check` runs.', {name: `${project.id}-check`, services: {check}}, {});
}

function standIns(inputs: Inputs): Readonly<Record<string, string>> {
  const missing = checkVariables(inputs).filter(({kind}) => kind === 'missing');
  return Object.fromEntries(missing.map(({name}) => [name, valueFor(inputs.project, name)]));
}

function valueFor(project: Project, name: string): string {
  const variable = project.variables.find(one => one.name === name);
  if (variable === undefined) return 'only-for-the-check';
  return variable.feeds === 'SECRET_KEY' ? standInKey : standIn(project, variable);
}
