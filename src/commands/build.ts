import {Flags} from '@oclif/core';
import {DevenvCommand, type PerformedStep} from '../command';
import {planBuild} from '../plan';
import {readInputs} from '../read';

export default class Build extends DevenvCommand {
  static override summary = 'Build the images that ship.';
  static override examples = ['<%= config.bin %> build', '<%= config.bin %> build --force'];
  static override flags = {force: Flags.boolean({description: 'build although they are there'})};

  async run(): Promise<{images: {app: string; nginx: string}; steps: readonly PerformedStep[]}> {
    const {flags} = await this.parse(Build);
    const inputs = await this.readLocked(() => readInputs(flags.dir, 'production', true), flags.verbose);
    const plan = planBuild(inputs, flags.force);
    const steps = await this.perform(plan, inputs.project, flags.verbose);
    this.log(`${plan.images.app}\n${plan.images.nginx}`);
    return {images: plan.images, steps};
  }
}
