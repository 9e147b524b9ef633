import {DevenvCommand} from '../command';
import {findEndpoint, fingerprintOf, writeRecord} from '../engine';
import {DevenvError} from '../model/errors';
import type {TestRecord, TestResult} from '../model/tests';
import {planTest, type Inputs, type TestPlan} from '../plan';
import {readInputs} from '../read';
import {readTestResult} from '../report';
import {requireTrust} from '../trust';

export default class Test extends DevenvCommand {
  static override strict = false;
  static override summary = "Run the project's own tests in the image that would ship.";
  static override description =
    'Nothing is mounted, and the stores are its own: what passes here is what `push` sends. Arguments after -- go to the test runner.';
  static override examples = ['<%= config.bin %> test', '<%= config.bin %> test -- catalog.tests.TestViews'];

  async run(): Promise<TestReport> {
    const {flags, argv} = await this.parse(Test);
    const args = argv as string[];
    const inputs = await requireTrust(() => readInputs(flags.dir, 'development', true), flags.json ?? false);
    const command = [...inputs.project.test.command, ...args];
    const plan = planTest(inputs, command);
    await this.perform({...plan, steps: plan.steps.slice(0, -1)}, inputs.project, flags.verbose);
    const started = performance.now();
    const lines: string[] = [];
    const write = (line: string) => {
      lines.push(line);
      (this.jsonEnabled() ? process.stderr : process.stdout).write(`${line}\n`);
    };
    const failure = await this.performQuietly({...plan, steps: plan.steps.slice(-1)}, inputs.project, write).catch(
      (error: unknown) => error,
    );
    const seconds = Math.round((performance.now() - started) / 10) / 100;
    const counts = readTestResult(lines);
    if (failure !== undefined && !(failure instanceof DevenvError && failure.code === 'failed')) throw failure;
    await this.record(inputs, plan, {command, full: args.length === 0, passed: failure === undefined && counts !== null, counts});
    if (failure === undefined && counts === null)
      throw new DevenvError('failed', `${command.join(' ')} ran no test`, {next: ['name the command under test: in devenv.yaml']});
    const report = {command: command.join(' '), image: plan.images.test, ...(counts ?? nothing), seconds};
    if (failure === undefined) return report;
    if (this.jsonEnabled()) this.logJson(report);
    process.exitCode = failure.exit;
    return report;
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
    writeRecord(inputs.project.id, record);
  }
}

const nothing: TestResult = {passed: 0, failed: 0, errors: 0, skipped: 0};

interface TestReport extends TestResult {
  readonly command: string;
  readonly image: string;
  readonly seconds: number;
}
