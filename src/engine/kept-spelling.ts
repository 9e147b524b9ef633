/**
 * A renewed poetry.lock in which what says the same is spelled as before. PyPI's own API and the simple one of every other
 * index order the bounds of `python-versions` differently; without this, packages that nobody touched would change.
 */
export function keepSpelling(before: string, after: string): string {
  const known = new Map(entriesOf(before).map(({key, versions}) => [key, versions]));
  return entriesOf(after).reduce((text, {key, line, versions}) => {
    const old = known.get(key);
    if (old === undefined || old === versions || bounds(old) !== bounds(versions)) return text;
    return text.replace(line, () => line.replace(`"${versions}"`, () => `"${old}"`));
  }, after);
}

interface Entry {
  /** Name and version. */
  readonly key: string;
  /** From the name to the line of the Python versions. */
  readonly line: string;
  readonly versions: string;
}

function entriesOf(lock: string): readonly Entry[] {
  const entry = /^name = "([^"]*)"\nversion = "([^"]*)"\n(?:(?!\[|python-versions).*\n)*python-versions = "([^"]*)"$/gm;
  return [...lock.matchAll(entry)].map(([line, name = '', version = '', versions = '']) => ({key: `${name}==${version}`, line, versions}));
}

/** The bounds of ">=3.8, <4.0" in one order; alternatives stay apart. */
function bounds(versions: string): string {
  return versions
    .split('||')
    .map(one => one.replaceAll(/\s/g, '').split(',').sort().join(','))
    .join('||');
}
