import {Flags} from '@oclif/core';
import {DevenvCommand, type PerformedStep} from '../command';
import {confirmLosses} from '../confirm';
import {findEndpoint, observe} from '../engine';
import {planDown} from '../plan';
import {readIdentity} from '../read';
import {renderPlan} from '../report';

export default class Down extends DevenvCommand {
  static override aliases = ['stop'];
  static override summary = 'Stop the project and remove its containers; its data stays.';
  static override examples = [
    {description: 'Stop, keep the data', command: '<%= config.bin %> down'},
    {description: 'Remove everything of this project, data too', command: '<%= config.bin %> down --volumes'},
  ];
  static override flags = {
    'volumes': Flags.boolean({description: 'remove volumes and images too; asks first'}),
    'yes': Flags.boolean({char: 'y', description: 'agree to the loss of data'}),
    'dry-run': Flags.boolean({description: 'print the steps and do nothing'}),
  };

  async run(): Promise<{project: string; steps: readonly PerformedStep[]}> {
    const {flags} = await this.parse(Down);
    const identity = await readIdentity(flags.dir);
    const seen = await observe(findEndpoint(process.env), identity, 'development', 8000);
    const images = seen.images.filter(({labels}) => labels['devenv.project'] === identity.id).length;
    const plan = planDown({...seen, project: identity.id, images}, flags.volumes);
    if (flags['dry-run'] || plan.steps.length === 0) {
      this.log(renderPlan(plan));
      return {project: identity.id, steps: []};
    }
    await confirmLosses(plan, flags.yes);
    const steps = await this.perform(plan, identity, flags.verbose);
    return {project: identity.id, steps};
  }
}
