/** "celery" of "celery[redis]>=5.4". */
export function nameOf(requirement: string): string {
  return /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/.exec(requirement)?.[0] ?? requirement;
}

/** What a table of a Pipfile or of poetry has behind the name: `{extras = ["redis"], version = ">=5.4"}`, or the version alone. */
export function constraintOf(requirement: string): string {
  const [, extras, specifier = ''] = /^\s*(?:\[([^\]]*)\])?(.*)$/.exec(requirement.slice(nameOf(requirement).length)) ?? [];
  const version = `"${specifier.trim() || '*'}"`;
  if (extras === undefined) return version;
  const names = extras.split(',').map(name => `"${name.trim()}"`);
  return `{extras = [${names.join(', ')}], version = ${version}}`;
}
