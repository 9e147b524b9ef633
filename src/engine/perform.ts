import type {Action, Plan, Step} from '../model/plan';
import {DevenvError} from '../model/errors';
import type {Context} from './context';
import {openDjango, type StepContext} from './django';
import {explainThrown} from './failures';
import {borrow} from './steps/borrow';
import {bootstrapBase} from './steps/bootstrap-base';
import {buildAssets} from './steps/build-assets';
import {buildBase} from './steps/build-base';
import {buildImage} from './steps/build-image';
import {loadFixture} from './steps/load-fixture';
import {lock} from './steps/lock';
import {copyFile} from './steps/copy-file';
import {makeDirectories} from './steps/make-directories';
import {migrate} from './steps/migrate';
import {prepareDatabase} from './steps/prepare-database';
import {pushImage} from './steps/push-image';
import {lockImages} from './steps/lock-images';
import {relock} from './steps/relock';
import {removeContainers} from './steps/remove-containers';
import {removeImages} from './steps/remove-images';
import {removeProject} from './steps/remove-project';
import {runCheck} from './steps/run-check';
import {runCommand} from './steps/run-command';
import {runTests} from './steps/run-tests';
import {startServices} from './steps/start-services';
import {writeFiles} from './steps/write-files';

type Perform<Kind extends Action['do']> = (step: Extract<Action, {do: Kind}>, context: StepContext) => Promise<void>;

const steps: {readonly [Kind in Action['do']]: Perform<Kind>} = {
  'write-files': writeFiles,
  'make-directories': makeDirectories,
  'copy-file': copyFile,
  'bootstrap-base': bootstrapBase,
  'build-base': buildBase,
  'build-assets': buildAssets,
  'build-image': buildImage,
  borrow,
  lock,
  'lock-images': lockImages,
  relock,
  'start-services': startServices,
  'prepare-database': prepareDatabase,
  migrate,
  'load-fixture': loadFixture,
  'run-command': runCommand,
  'remove-containers': removeContainers,
  'remove-images': removeImages,
  'remove-project': removeProject,
  'run-tests': runTests,
  'run-check': runCheck,
  'push-image': pushImage,
};

/**
 * Performs a plan step by step. It decides nothing.
 * @throws DevenvError of the step that failed, or `interrupted`.
 */
export async function perform(plan: Plan, context: Context): Promise<void> {
  const django = openDjango(context);
  await performAll(plan, {...context, django}).finally(() => django.end());
}

async function performAll(plan: Plan, context: StepContext): Promise<void> {
  const lastOfDjango = plan.steps.findLastIndex(step => step.do === 'migrate' || step.do === 'load-fixture');
  for (const [index, step] of plan.steps.entries()) {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    context.tell({kind: 'started', step, index, total: plan.steps.length});
    try {
      await performStep(step, context);
      context.signal.throwIfAborted();
    } catch (error) {
      context.tell({kind: 'failed', step, seconds: seconds()});
      throw context.signal.aborted ? interrupted(context) : explainThrown(error);
    }
    // Its container goes while the next step runs.
    if (index === lastOfDjango) void context.django.end();
    context.tell({kind: 'done', step, seconds: seconds()});
  }
}

function performStep(step: Step, context: StepContext): Promise<void> {
  const action = steps[step.do] as (step: Action, context: StepContext) => Promise<void>;
  return action(step, context);
}

function interrupted({signal}: Context): DevenvError {
  const code = signal.reason === 'SIGTERM' ? 'terminated' : 'interrupted';
  return new DevenvError(code, 'Interrupted', {next: ['the same command goes on from here']});
}
