import {Flags} from '@oclif/core';
import {DevenvCommand} from '../command';
import {fileDrift, suspectImports} from '../drift';
import type {DjangoReport} from '../model/django-report';
import type {Drift} from '../model/drift';
import {DevenvError} from '../model/errors';
import type {Finding} from '../model/finding';
import type {Plan} from '../model/plan';
import {
  djangoFindings,
  lacksFrontEnd,
  mustLock,
  planCheck,
  planCheckWithStores,
  releaseFindings,
  shippingImages,
  type Inputs,
} from '../plan';
import {readInputs, readSources} from '../read';
import {renderFinding, summaryOf} from '../report';
import {requireTrust} from '../trust';

export default class Check extends DevenvCommand {
  static override summary = "Check what is imported, listed and locked against each other, and the project with Django's own checks.";
  static override description = `Django is asked in the image that ships, with the packages of development on top, by what manage.py check and makemigrations --check ask; the image is built where it is not there. Nothing of yours is changed.

With --production it is the very image that ships, with the settings of production and the values of .server.envrc: check --deploy, and what a release must not have (DEBUG, a SECRET_KEY that others know, open or empty ALLOWED_HOSTS, variables that nothing sets, a front end that could not be built). Without a .server.envrc here, what it may set is told and fails nothing.

Errors fail (exit code 1). Warnings, those of check --deploy too, are told and fail only with --fail-level warning.`;
  static override examples = [
    {description: 'Before a commit, or in a pipeline', command: '<%= config.bin %> check'},
    {description: 'Before a release', command: '<%= config.bin %> check --production'},
    {description: 'Before a release, where warnings count too', command: '<%= config.bin %> check --production --fail-level warning'},
    '<%= config.bin %> check --json',
  ];
  static override flags = {
    'production': Flags.boolean({description: 'check the image as it ships, with the values of .server.envrc'}),
    'fail-level': Flags.string({description: 'what ends with exit code 1', options: ['error', 'warning'], default: 'error'}),
  };

  async run(): Promise<{findings: readonly Finding[]}> {
    const {flags} = await this.parse(Check);
    const findings: Finding[] = [];
    const tell = (found: readonly Finding[]) => {
      findings.push(...found);
      for (const finding of found) this.log(renderFinding(finding, this.paint));
    };
    const sources = await readSources(flags.dir);
    const files = fileDrift(sources);
    tell(files.map(driftFinding));
    // Nothing is locked anew behind anybody's back, and what is stale builds no image.
    if (sources.project.lock === null || !mustLock(sources)) await this.ask(flags, files, tell);
    else
      tell([
        {
          what: 'Django',
          state: 'doubtful',
          detail: 'was not asked: its image is built from devenv.lock',
          next: 'devenv lock, then: devenv check',
        },
      ]);
    this.log(`\n${summaryOf(findings)}`);
    const counts = flags['fail-level'] === 'warning' ? ['bad', 'doubtful'] : ['bad'];
    if (findings.some(({state}) => counts.includes(state))) process.exitCode = 1;
    return {findings};
  }

  private async ask(flags: CheckFlags, files: readonly Drift[], tell: (found: readonly Finding[]) => void): Promise<void> {
    const inputs = await this.readFor(flags);
    if ('state' in inputs) {
      tell([inputs]);
      return;
    }
    const suspects = suspectImports(inputs);
    const modules = suspects.flatMap(({module}) => module ?? []);
    const answer = await this.askDjango(inputs, modules, flags.verbose);
    const unlisted = suspects.filter(({module}) => answer.absent.includes(module ?? ''));
    tell(unlisted.map(driftFinding));
    if (files.length + unlisted.length === 0 && answer.failure === null) tell([agreement]);
    tell(answer.failure === null ? djangoFindings(inputs, answer.report) : [answer.failure]);
    if (inputs.mode === 'production') tell(releaseFindings(inputs, answer.report, await this.hasNoFrontEnd(flags, inputs)));
  }

  /** What decides the plan, or why .server.envrc may not be used. */
  private async readFor({dir, production, verbose, json}: CheckFlags): Promise<Inputs | Finding> {
    const read = () => readInputs(dir, production ? 'production' : 'development', true);
    try {
      return await this.readLocked(() => requireTrust(read, json ?? false), verbose);
    } catch (error) {
      if (!production || !(error instanceof DevenvError && error.code === 'env')) throw error;
      return failureFinding('Values', error, `${error.next[0] ?? 'correct it'}; Django is asked then`);
    }
  }

  /** Without a database first, as most projects start; those that ask it then get one of their own in development. */
  private async askDjango(inputs: Inputs, modules: readonly string[], verbose: boolean): Promise<Answer> {
    const alone = await this.runPlan(planCheck(inputs, modules), inputs, verbose);
    if (alone.failure === null || !asksStores.test(alone.failure.detail)) return alone;
    if (inputs.mode === 'development') return this.runPlan(planCheckWithStores(inputs, modules), inputs, verbose);
    const detail = `was not asked, as its code asks the database while it starts, and a check has none of production's: ${alone.failure.detail}`;
    return {
      ...alone,
      failure: {...alone.failure, state: 'doubtful', detail, next: 'ask the database when a request or a command needs it'},
    };
  }

  private async runPlan(plan: Plan, inputs: Inputs, verbose: boolean): Promise<Answer> {
    await this.perform({...plan, steps: plan.steps.slice(0, -1)}, inputs.project, verbose);
    return this.runCheck({...plan, steps: plan.steps.slice(-1)}, inputs);
  }

  private async runCheck(plan: Plan, {project}: Inputs): Promise<Answer> {
    const lines: string[] = [];
    try {
      await this.performQuietly(plan, project, line => lines.push(line));
    } catch (error) {
      if (!(error instanceof DevenvError && error.code === 'failed')) throw error;
      const {absent = [], failed, cause = null} = saidIn(lines);
      const finding = failureFinding('Django', error, error.next[0] ?? 'correct it, then: devenv check');
      if (failed === undefined) return {absent, report: null, failure: finding};
      const detail = `does not start: ${failed}${cause === null ? '' : ` (${cause})`}`;
      return {absent, report: null, failure: {...finding, detail: detail.replaceAll(/\s*\n\s*/g, ' ')}};
    }
    const {absent = [], check} = saidIn(lines);
    if (check === undefined) throw new Error(`check.py did not say what it found: ${lines.slice(-3).join(' ')}`);
    return {absent, report: check, failure: null};
  }

  /** The label that the build gave to the image, which may be new. */
  private async hasNoFrontEnd({dir}: CheckFlags, {project}: Inputs): Promise<boolean> {
    if (project.assets === null) return false;
    const now = await readInputs(dir, 'production', true);
    return lacksFrontEnd(now, shippingImages(now).app);
  }
}

/** What drivers say where a store is not there. */
const asksStores = /OperationalError|InterfaceError|ConnectionError|ConnectionRefused|name resolution|getaddrinfo/;

/** What Django said, or why it does not start; and the modules that Python does not find. */
type Answer = {readonly absent: readonly string[]} & (
  {readonly report: DjangoReport; readonly failure: null} | {readonly report: null; readonly failure: Finding}
);

/** The lines of check.py among those of the project. */
function saidIn(lines: readonly string[]): {absent?: readonly string[]; failed?: string; cause?: string | null; check?: DjangoReport} {
  const said = lines.flatMap(line =>
    [...line.matchAll(/^devenv-(\w+): (.*)$/g)].map(([, what = '', text = '']) => [what, JSON.parse(text)] as const),
  );
  return Object.fromEntries(said);
}

function failureFinding(what: string, {message, where}: DevenvError, next: string | null): Finding {
  return {what, state: 'bad', detail: message, next, ...(where === null ? {} : {where})};
}

interface CheckFlags {
  readonly dir: string;
  readonly production: boolean;
  readonly verbose: boolean;
  readonly json?: boolean | undefined;
}

const agreement: Finding = {what: 'Dependencies', state: 'good', detail: 'what is imported, listed and locked agrees', next: null};

function driftFinding({what, where, next}: Drift): Finding {
  return {what: 'Dependencies', state: 'bad', detail: what, next, where};
}
