import {DevenvError} from '../model/errors';
import type {Proof} from '../model/proof';
import type {Context} from './context';

type Project = Pick<Context, 'linesWith'>;

/**
 * Why poetry found no set of versions: a package or version that the index lacks, a Python that a package does not take,
 * requirements that exclude each other.
 * @param sentence what poetry said, on one line
 */
export function unsolved(project: Project, sentence: string): DevenvError | null {
  if (!sentence.includes('version solving failed')) return null;
  return narrowPython(project, sentence) ?? absent(project, sentence) ?? contradiction(project, sentence);
}

/** poetry locks for every Python that pyproject.toml admits, not for that of the image alone. */
function narrowPython(project: Project, sentence: string): DevenvError | null {
  const [, name = '', takes, beyond] = /- (\S+) requires Python (\S+), so it will not be installable for Python (\S+)/.exec(sentence) ?? [];
  if (takes === undefined) return null;
  const [, range] = /For (?:\S+), a possible solution would be to set the `python` property to "([^"]+)"/.exec(sentence) ?? [];
  const narrow = range === undefined ? [] : [`or narrow the python of pyproject.toml to "${range}"`];
  return new DevenvError('build-failed', `${name} wants Python ${takes}, and pyproject.toml admits ${beyond ?? ''} too`, {
    where: placeOf(project, name) ?? placeOf(project, 'python'),
    next: [`take another version of ${name}`, ...narrow, 'then run the command again'],
  });
}

function absent(project: Project, sentence: string): DevenvError | null {
  const [, name, versions = ''] = /([A-Za-z0-9._-]+)(?:\[[^\]]*\])? \(([^)]*)\) which doesn't match any versions/.exec(sentence) ?? [];
  if (name === undefined) return null;
  const what = versions === '*' ? `There is no package ${name} on the index` : `There is no ${name} (${versions}) on the index`;
  return new DevenvError('build-failed', what, {
    where: placeOf(project, name),
    next: ['correct the name or the version, then run the command again'],
  });
}

function contradiction(project: Project, sentence: string): DevenvError | null {
  const [, reasons] = /.*\b[Bb]ecause (.+?), version solving failed/.exec(sentence) ?? [];
  if (reasons === undefined) return null;
  const names = [...reasons.matchAll(/([A-Za-z0-9._-]+) \(/g)].map(([, name = '']) => name);
  const [, cause] = /[, ](\S+ \([^)]*\) requires \S+ \([^)]*\))\. So, because/.exec(sentence) ?? [];
  return new DevenvError('build-failed', `The requirements contradict each other: ${reasons}${cause === undefined ? '' : `; ${cause}`}`, {
    where: names.map(name => placeOf(project, name)).find(place => place !== null) ?? null,
    next: ['correct one of the versions, then run the command again'],
  });
}

function placeOf({linesWith}: Project, name: string): Proof | null {
  return linesWith(name).find(({file}) => file.endsWith('pyproject.toml')) ?? null;
}
