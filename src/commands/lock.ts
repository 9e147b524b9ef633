import {Flags} from '@oclif/core';
import {DevenvCommand, type PerformedStep} from '../command';
import {planFreshLock} from '../lock';
import {relocksOf} from '../edit';
import {planRelock} from '../plan';
import {readInputs} from '../read';

export default class Lock extends DevenvCommand {
  static override summary = "Resolve what the project's files leave open, inside the image's Python.";
  static override description =
    "Writes devenv.lock, which belongs into version control, or has the project's own tools renew their locks and what they compiled. What is locked stays where it still fits.";
  static override examples = [
    '<%= config.bin %> lock',
    {description: 'Take the newest versions that the files admit', command: '<%= config.bin %> lock --upgrade'},
  ];
  static override flags = {
    images: Flags.boolean({description: 'take the official base images as their tags are now'}),
    upgrade: Flags.boolean({description: 'take the newest versions that are admitted'}),
  };

  async run(): Promise<{file: string | null; steps: readonly PerformedStep[]}> {
    const {flags} = await this.parse(Lock);
    const inputs = await readInputs(flags.dir, 'development', false);
    if (flags.images) {
      const plan = await planFreshLock(inputs, {images: true});
      return {file: 'devenv.lock', steps: await this.perform(plan, inputs.project, flags.verbose)};
    }
    const relocks = relocksOf(inputs, null, flags.upgrade);
    const files = relocks.map(({file}) => file);
    const {pinned} = inputs.project.dependencies;
    if (files.length === 0 && pinned) {
      this.log("Nothing to lock: the project's files pin all that is installed.");
      return {file: null, steps: []};
    }
    const renewal = planRelock(inputs, relocks, `its own tool renews ${files.join(', ')}`);
    const renewed = await this.perform(renewal, inputs.project, flags.verbose);
    if (pinned) return this.tell(files, renewed);
    const after = files.length === 0 ? inputs : await readInputs(flags.dir, 'development', false);
    const plan = await planFreshLock(after, {upgrade: flags.upgrade, anew: true});
    return this.tell([...files, 'devenv.lock'], [...renewed, ...(await this.perform(plan, after.project, flags.verbose))]);
  }

  private tell(files: readonly string[], steps: readonly PerformedStep[]): {file: string | null; steps: readonly PerformedStep[]} {
    this.log(files.join('\n'));
    return {file: files.at(-1) ?? null, steps};
  }
}
