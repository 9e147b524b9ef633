import {
  checkVariables,
  closedSite,
  databaseElsewhere,
  missingAssets,
  placeholderSource,
  placeholdersOf,
  unwrittenSettings,
  type Inputs,
} from './plan';

/** What a person should know although nothing fails. */
export function warningsOf(inputs: Inputs): readonly string[] {
  const host = databaseElsewhere(inputs);
  const elsewhere = `The database is at ${host ?? ''}, which devenv did not make: its migrations are yours (devenv manage migrate).`;
  const misread = checkVariables(inputs).flatMap(({kind, what}) => (kind === 'misread' ? [what] : []));
  const unset = placeholdersOf(inputs).map(({name, where}) => {
    const value = placeholderSource(inputs, name);
    return `${name} is required at ${where.file}:${String(where.line)} and nothing sets it: it has ${value}. Set it in .envrc.`;
  });
  const closed = [closedSite(inputs) ?? []].flat();
  return [
    ...inputs.env.warnings,
    ...misread,
    ...unset,
    ...unwrittenSettings(inputs.project),
    ...[missingAssets(inputs.project) ?? []].flat(),
    ...closed,
    ...(host === null ? [] : [elsewhere]),
  ];
}
