import {Flags} from '@oclif/core';
import {DevenvCommand, type PerformedStep} from '../command';
import {planFreshLock} from '../lock';
import {foreignLock, planRelock} from '../plan';
import {readInputs} from '../read';

export default class Lock extends DevenvCommand {
  static override summary = "Resolve what the project's files leave open, inside the image's Python.";
  static override description =
    "Writes devenv.lock, which belongs into version control, or has the project's own tool renew its lock. What is locked stays where it still fits.";
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
    const foreign = foreignLock(inputs.project.dependencies);
    if (foreign === null && inputs.project.dependencies.pinned) {
      this.log("Nothing to lock: the project's files pin all that is installed.");
      return {file: null, steps: []};
    }
    const plan =
      foreign === null
        ? await planFreshLock(inputs, {upgrade: flags.upgrade, anew: true})
        : planRelock(inputs, foreign, `its own tool renews ${foreign.file}`);
    const steps = await this.perform(plan, inputs.project, flags.verbose);
    const file = foreign?.file ?? 'devenv.lock';
    this.log(file);
    return {file, steps};
  }
}
