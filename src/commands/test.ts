import {DevenvCommand} from '../command';
import {findEndpoint, fingerprintOf, readRecord, writeRecord} from '../engine';
import {refuseLeftOut, testsLeftOut} from '../left-out';
import {DevenvError} from '../model/errors';
import type {Plan} from '../model/plan';
import type {TestRecord, TestResult} from '../model/tests';
import {contradictingFiles, missingRunner, planTest, type Inputs, type TestPlan} from '../plan';
import {readInputs} from '../read';
import {readTestResult} from '../report';
import {requireTrust} from '../trust';

export default class Test extends DevenvCommand {
  static override strict = false;
  static override summary = "Run the project's own tests in the image that would ship.";
  static override description =
    'Nothing is mounted, and the stores are its own: what passes here is what `push` sends. Arguments after -- go to the test runner.';
  static override usage = 'test [--json] [--dir PATH] [--verbose] [-- ARGUMENT...]';
  static override examples = ['<%= config.bin %> test', '<%= config.bin %> test -- catalog.tests.TestViews'];

  async run(): Promise<TestReport> {
    const {flags, argv} = await this.parse(Test);
    const args = argv as string[];
    const inputs = await this.readLocked(
      () => requireTrust(() => readInputs(flags.dir, 'development', true), flags.json ?? false),
      flags.verbose,
    );
    refuseLeftOut(inputs, args);
    const {test} = inputs.project;
    // Who names tests chooses alone; a switch such as -x takes nothing away.
    const chosen = args.every(word => word.startsWith('-')) ? test.selection : [];
    const command = [...test.command, ...chosen, ...args];
    for (const notice of [...contradictingFiles(inputs.project), missingRunner(inputs.project) ?? []].flat())
      this.logToStderr(`! ${notice}`);
    const plan = planTest(inputs, command);
    await this.perform({...plan, steps: plan.steps.slice(0, -1)}, inputs.project, flags.verbose);
    const started = performance.now();
    const lines: string[] = [];
    const write = (line: string) => {
      lines.push(line);
      (this.jsonEnabled() ? process.stderr : process.stdout).write(`${line}\n`);
    };
    const exit = await this.runTests({...plan, steps: plan.steps.slice(-1)}, inputs, write);
    const seconds = Math.round((performance.now() - started) / 10) / 100;
    const counts = readTestResult(lines);
    await this.record(inputs, plan, {command, full: args.length === 0, passed: exit === 0 && counts !== null, counts});
    if (exit === 0 && counts === null) throw ranNothing(command, testsLeftOut(inputs));
    process.exitCode = exit;
    return {command: command.join(' '), image: plan.images.test, ...(counts ?? nothing), seconds};
  }

  /** The exit code of the tests' own command. */
  private async runTests(plan: Plan, {project}: Inputs, write: (line: string) => void): Promise<number> {
    try {
      await this.performQuietly(plan, project, write);
      return 0;
    } catch (error) {
      if (error instanceof DevenvError && error.code === 'failed') return error.exit;
      throw error;
    }
  }

  /** What `push` asks for; it belongs to the image that ships, whose layers the tested one begins with. */
  private async record(
    inputs: Inputs,
    {images}: TestPlan,
    run: {command: readonly string[]; full: boolean; passed: boolean; counts: TestResult | null},
  ): Promise<void> {
    const endpoint = findEndpoint(process.env);
    const [app, nginx, test] = await Promise.all([images.app, images.nginx, images.test].map(image => fingerprintOf(endpoint, image)));
    if (!app || !nginx || !test) throw new DevenvError('failed', 'An image vanished while its tests ran', {next: ['devenv test']});
    if (!app.layers.every((layer, index) => test.layers[index] === layer))
      throw new Error(`${images.test} does not begin with the layers of ${images.app}`);
    const record: TestRecord = {
      schema: 1,
      fingerprint: app.fingerprint,
      image: images.app,
      nginx: nginx.fingerprint,
      command: run.command,
      full: run.full,
      result: run.passed ? 'passed' : 'failed',
      counts: run.counts ?? nothing,
      git: inputs.project.git,
      devenv: inputs.catalog.version,
      finished: new Date().toISOString(),
    };
    const before = readRecord(inputs.project.id, app.fingerprint);
    // A part that passes takes nothing away from a whole that passed.
    if (!(before?.full === true && before.result === 'passed' && !record.full && record.result === 'passed'))
      writeRecord(inputs.project.id, record);
  }
}

/** A run without a test proves nothing, whatever its exit code. */
function ranNothing(command: readonly string[], leftOut: readonly string[]): DevenvError {
  const next = [...leftOut, 'where the project has tests, name their command in devenv.yaml: test: {command: ...}'];
  return new DevenvError('failed', `${command.join(' ')} ran no test`, {next});
}

const nothing: TestResult = {passed: 0, failed: 0, errors: 0, skipped: 0};

interface TestReport extends TestResult {
  readonly command: string;
  readonly image: string;
  readonly seconds: number;
}
