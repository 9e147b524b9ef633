import type {Action} from '../../model/plan';
import type {StepContext} from '../django';
import {explainFixture, explainOutcome, explainPython} from '../failures';
import {readState} from '../state';
import {recordVolume} from '../volumes';

interface Loaded {
  readonly loaded: number;
  /** Objects that somebody changed, and that were therefore left alone. */
  readonly kept: readonly string[];
  readonly rows: Readonly<Record<string, string>>;
}

/**
 * Loads a fixture; rows that somebody changed stay as they are, and that is said.
 * @throws DevenvError `unhealthy` when the settings do not import, `migration-failed` naming object and field when the fixture is broken.
 */
export async function loadFixture(
  {composition, file, path, volume, record, hash}: Extract<Action, {do: 'load-fixture'}>,
  context: StepContext,
): Promise<void> {
  const known = readState(context.directory).databases[record]?.rows[file] ?? {};
  const outcome = await context.django.ask(composition, {do: 'load', fixture: path, known});
  if (outcome.code === 5) throw explainPython('unhealthy', 'The settings cannot be used', outcome);
  if (outcome.code === 6) throw explainFixture(file, outcome);
  if (outcome.code !== 0)
    throw explainOutcome('migration-failed', `Loading ${file} ended with ${String(outcome.code)}`, outcome, ['devenv up --no-fixtures']);
  const result = JSON.parse(outcome.stdout.trim().split('\n').at(-1) ?? '{}') as Loaded;
  if (result.kept.length > 0) context.tell({kind: 'notice', text: keptNotice(file, path, result.kept)});
  await recordVolume(context, {volume, record}, ({fixtures, rows}) => ({
    fixtures: {...fixtures, [file]: hash},
    rows: {...rows, [file]: result.rows},
  }));
}

function keptNotice(file: string, path: string, kept: readonly string[]): string {
  const shown = kept.slice(0, 3).join(', ') + (kept.length > 3 ? ` and ${String(kept.length - 3)} more` : '');
  return `${file}: kept ${shown} as changed in the database; to overwrite: devenv manage loaddata ${path}`;
}
