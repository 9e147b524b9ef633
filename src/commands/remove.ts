import {Args} from '@oclif/core';
import {DevenvCommand} from '../command';
import {changeRequirements, listingOf} from '../edit';
import type {Inputs} from '../plan';
import {removal} from '../project';
import {readInputs} from '../read';

export default class Remove extends DevenvCommand {
  static override summary = "Remove a package from the project's own requirements.";
  static override description = 'What only that package asked for goes from the lock too. `devenv up` uninstalls them.';
  static override examples = ['<%= config.bin %> remove djangorestframework'];
  static override args = {name: Args.string({required: true, description: 'name of the package'})};

  async run(): Promise<{file: string; name: string}> {
    const {args, flags} = await this.parse(Remove);
    const read = () => readInputs(flags.dir, 'development', false);
    const perform = (plan: Parameters<typeof this.perform>[0], {project}: Inputs) => this.perform(plan, project, flags.verbose);
    const inputs = await read();
    const edit = removal(listingOf(inputs), args.name);
    await changeRequirements(inputs, edit, {read, perform});
    this.log(`${edit.file}: without ${args.name}\nNext: devenv up`);
    return {file: edit.file, name: args.name};
  }
}
