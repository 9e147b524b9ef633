import {Flags} from '@oclif/core';
import {DevenvCommand, type PerformedStep} from '../command';
import {findEndpoint, observeContainers, refreshHealth} from '../engine';
import {driftNotices} from '../drift';
import {readFacts} from '../facts';
import {assumeDone, planFreshLock} from '../lock';
import {DevenvError} from '../model/errors';
import type {Mode} from '../model/mode';
import type {ObservedContainer} from '../model/observed';
import type {Proof} from '../model/proof';
import type {Plan} from '../model/plan';
import {contradictingFiles, forwarded, placeholdersOf, planBorrow, planUp, unloadedData, variablesOf, type Inputs} from '../plan';
import {readInputs} from '../read';
import {renderPlan, renderStatus, statusOf, titleOf, type Status} from '../report';
import {requireTrust} from '../trust';
import {unreachableStores} from '../unreachable';
import {warningsOf} from '../warnings';

/** The whole program: read, plan, perform, tell. */
export default class Up extends DevenvCommand {
  static override aliases = ['start'];
  static override summary = 'Build, start, migrate, load fixtures and serve the project.';
  static override description = 'Does only what is needed: with everything fresh it does nothing. Run it after every pull.';
  static override examples = [
    {description: 'Bring the project up', command: '<%= config.bin %> up'},
    {description: 'See what would be done, and why', command: '<%= config.bin %> up --dry-run'},
    {description: 'Rehearse production: the image as it ships, with .server.envrc', command: '<%= config.bin %> up --production'},
  ];
  static override flags = {
    'production': Flags.boolean({description: 'run the image as it ships, with the values of .server.envrc'}),
    'build': Flags.boolean({description: 'build the images although they are there'}),
    'dry-run': Flags.boolean({description: 'print the steps and do nothing'}),
    'fixtures': Flags.boolean({description: 'load the fixtures', default: true, allowNo: true}),
  };

  private readonly warned = new Set<string>();

  async run(): Promise<UpResult> {
    const {flags} = await this.parse(Up);
    const started = performance.now();
    const mode: Mode = flags.production ? 'production' : 'development';
    const make = async (): Promise<Planned> => {
      const read = await requireTrust(() => readInputs(flags.dir, mode, flags.production), flags.json ?? false);
      const seen = {...read, observed: {...read.observed, containers: await refreshHealth(read.observed.containers, mode)}};
      const locking = await planFreshLock(seen);
      const locked = assumeDone(seen, locking);
      const borrowing = planBorrow(locked);
      const inputs = assumeDone(locked, borrowing);
      const first = {...locking, steps: [...locking.steps, ...borrowing.steps]};
      return {inputs, first, plan: planUp(inputs, {build: flags.build, fixtures: flags.fixtures})};
    };
    const planned = await make();
    // What borrowed settings say is not known yet.
    if (flags['dry-run'] || !planned.first.steps.some(step => step.do === 'borrow')) this.tellWarnings(planned.inputs);
    if (flags['dry-run']) return this.show(planned, mode);
    const {steps, inputs} = await this.bringUp(planned, make, flags.verbose);
    const containers = steps.length === 0 ? inputs.observed.containers : await containersNow(inputs);
    const status = statusOf(inputs.project.name, mode, containers, inputs.project.django.admin);
    const migrated = steps.some(step => step.do === 'migrate');
    for (const warning of migrated ? absentStores(inputs) : []) this.logToStderr(`! ${warning}`);
    this.log(renderStatus(status, this.paint));
    const told = [...contradictingFiles(inputs.project), ...unloadedData(inputs.project)];
    for (const text of migrated && isFirst(planned.inputs) ? told : []) this.logToStderr(`! ${text}`);
    const drift = steps.length === 0 ? [] : await driftNotices(inputs, containers);
    for (const text of drift) this.logToStderr(`! ${text}`);
    return {...status, steps, placeholders: placesOf(inputs), seconds: Math.round((performance.now() - started) / 10) / 100};
  }

  private show({inputs, first, plan}: Planned, mode: Mode): UpResult {
    const all = {...plan, steps: [...first.steps, ...plan.steps]};
    this.log(renderPlan(all));
    const steps = all.steps.map(step => ({do: step.do, what: titleOf(step), because: step.because, seconds: 0}));
    const status = statusOf(inputs.project.name, mode, inputs.observed.containers, inputs.project.django.admin);
    return {...status, steps, placeholders: placesOf(inputs), seconds: 0};
  }

  /** Tells what a person should know, each thing once. */
  private tellWarnings(inputs: Inputs): void {
    for (const warning of warningsOf(inputs)) {
      if (!this.warned.has(warning)) this.logToStderr(`! ${warning}`);
      this.warned.add(warning);
    }
  }

  /** Performs what was planned; where somebody took the port in the meantime or a service fell ill, it is planned anew. */
  private async bringUp(
    start: Planned,
    make: () => Promise<Planned>,
    verbose: boolean,
  ): Promise<{readonly steps: readonly PerformedStep[]; readonly inputs: Inputs}> {
    const steps: PerformedStep[] = [];
    for (let [planned, left] = [start, 3]; ; planned = await make(), left -= 1) {
      const {inputs, first, plan} = planned;
      if (first.steps.length > 0 && left > 0) {
        await this.perform(first, inputs.project, verbose, steps);
        continue;
      }
      this.tellWarnings(inputs);
      for (const {port, holder} of inputs.observed.port.busy)
        this.logToStderr(`Port ${String(port)} is taken by ${holder}; using ${String(inputs.observed.port.chosen)}.`);
      const pointed = plan.steps.some(step => step.do === 'start-services') ? [...pointedNames(inputs), ...forwardedPlaces(inputs)] : [];
      if (pointed.length > 0) this.logToStderr(`${pointed.join(', ')}: localhost is devenv's own service in containers.`);
      try {
        await this.perform(plan, inputs.project, verbose, steps);
        if (left === 0 || plan.steps.length === 0 || !(await someIll(inputs))) return {steps, inputs};
      } catch (error) {
        if (left === 0 || !(error instanceof DevenvError && error.again)) throw error;
      }
    }
  }
}

function placesOf(inputs: Inputs): UpResult['placeholders'] {
  return placeholdersOf(inputs).map(({name, where}) => ({name, where}));
}

function containersNow({project}: Inputs): Promise<readonly ObservedContainer[]> {
  return observeContainers(findEndpoint(process.env), [`devenv.project=${project.id}`]);
}

/** Whether a service that was well when this was planned is not any more: a worker that took up broken code, for instance. */
async function someIll(inputs: Inputs): Promise<boolean> {
  const containers = await containersNow(inputs);
  return containers.some(({health, labels}) => health === 'unhealthy' && labels['devenv.mode'] === inputs.mode);
}

/** What Django, asked in this run, said of stores that nothing serves. */
function absentStores(inputs: Inputs): readonly string[] {
  const facts = readFacts(inputs.project.root);
  return facts === null ? [] : unreachableStores(facts, inputs.project.variables, forwarded(inputs));
}

/** Whether no database of this project was migrated before. */
function isFirst({observed}: Inputs): boolean {
  return Object.values(observed.state.databases).every(({migrated}) => migrated === null);
}

/** Variables whose localhost is pointed at a service. */
function pointedNames(inputs: Inputs): readonly string[] {
  return variablesOf(inputs, 'web').flatMap(({name, written}) => (written === null ? [] : [name]));
}

/** Places of the code whose localhost reaches a service. */
function forwardedPlaces(inputs: Inputs): readonly string[] {
  return [...new Set(forwarded(inputs).map(({where}) => `${where.file}:${String(where.line)}`))];
}

interface Planned {
  readonly inputs: Inputs;
  /** What has to be locked and read before the plan holds; without steps where nothing has. */
  readonly first: Plan;
  readonly plan: Plan;
}

interface UpResult extends Status {
  readonly steps: readonly PerformedStep[];
  /** Variables that got a placeholder, with where the settings require them. */
  readonly placeholders: readonly {readonly name: string; readonly where: Proof}[];
  readonly seconds: number;
}
