import {Flags} from '@oclif/core';
import {DevenvCommand} from '../command';
import {fileDriftNotices} from '../drift';
import {
  contradictingFiles,
  copiedSettings,
  missingAssets,
  missingRunner,
  shippedDevelopment,
  unloadedData,
  unreadPackages,
  unwrittenSettings,
} from '../plan';
import {readPlaceholders, readSources} from '../read';
import {inspectionOf, renderInspection, type Inspection} from '../report';

export default class Inspect extends DevenvCommand {
  static override summary = 'Show what was detected, with the file and line that proves it.';
  static override examples = ['<%= config.bin %> inspect', '<%= config.bin %> inspect --explain'];
  static override flags = {explain: Flags.boolean({description: 'say for each fact why'})};

  async run(): Promise<Inspection> {
    const {flags} = await this.parse(Inspect);
    const sources = await readSources(flags.dir);
    const {project} = sources;
    const notices = [
      unwrittenSettings(project),
      copiedSettings(project),
      unreadPackages(project),
      contradictingFiles(project),
      shippedDevelopment(project),
      missingAssets(project) ?? [],
      missingRunner(project) ?? [],
      unloadedData(project),
      fileDriftNotices(sources),
    ].flat();
    const inspection = {...inspectionOf(project), placeholders: await readPlaceholders(sources), notices};
    this.log(renderInspection(inspection, flags.explain, this.paint));
    return inspection;
  }
}
