import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Action} from '../../model/plan';
import {say} from '../context';
import type {StepContext} from '../django';
import {explainMigration, explainOutcome, explainPython, type Left} from '../failures';
import {recordVolume} from '../volumes';

/** What a migration that failed leaves behind, by the exit code of images/app/migrate.py. */
const leftBy: Readonly<Record<number, Left>> = {6: 'nothing', 7: 'earlier', 8: 'parts'};

/**
 * Migrates in a one-off container of the image, under a lock of the database.
 * @throws DevenvError `unhealthy` when the settings do not import, `migration-failed` when a migration fails.
 */
export async function migrate(
  {composition, vendor, atomic, volume, record, hash, files}: Extract<Action, {do: 'migrate'}>,
  context: StepContext,
): Promise<void> {
  let facts = '';
  const how = atomic ? 'all-or-nothing' : 'one-by-one';
  const outcome = await context.django.ask(composition, {do: 'migrate', vendor, how}, line => {
    if (line.startsWith('{"vendor"')) facts = line;
    else say(context, line);
  });
  if (outcome.code === 5) throw explainPython('unhealthy', 'The settings cannot be used', outcome);
  const left = leftBy[outcome.code];
  if (left !== undefined) throw explainMigration(outcome, files, left);
  if (outcome.code !== 0)
    throw explainOutcome('migration-failed', `migrate ended with ${String(outcome.code)}: ${outcome.lines.at(-1) ?? ''}`, outcome, [
      'devenv up --verbose',
    ]);
  writeFileSync(join(context.directory, 'facts.json'), `${facts}\n`);
  await recordVolume(context, {volume, record}, () => ({migrated: hash, migrations: files}));
}
