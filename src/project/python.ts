import type {Project} from '../model/project';
import type {Proof} from '../model/proof';
import {listPythonSources, type PythonSource} from './python-sources';
import {admits, exactMinor, isOlder, isRefused, minorOf, newestPython, order, releaseOf} from './python-versions';
import type {Required} from './required';
import type {Tree} from './tree';

interface Choice {
  readonly python: Project['python'];
  readonly proofs: readonly Proof[];
}

/** The Python that the project wants: the first exact source that the bounds admit, else the newest that its Django admits. */
export function choosePython(
  tree: Tree,
  workdir: string,
  requirementFiles: readonly string[],
  required: readonly Required[],
  asked: string | null,
): Choice {
  const sources = listPythonSources(tree, workdir, requirementFiles);
  if (asked !== null) return {python: {version: asked, why: `${asked}: devenv.yaml says ${asked}${others(sources, asked)}`}, proofs: []};
  const ranges = sources.filter(source => exactMinor(source.says) === null);
  const django = djangoOf(required)?.release ?? null;
  const exact = sources.find(({says, weak}) => {
    const minor = exactMinor(says);
    return fits(minor, ranges) && (weak !== true || minor === null || !isRefused(django, minor));
  });
  if (exact) return fromSource(exact, sources);
  return fromDjango(ranges, required, sources);
}

function fits(minor: string | null, ranges: readonly PythonSource[]): boolean {
  return minor !== null && ranges.every(({says}) => admits(says, minor));
}

function fromSource(source: PythonSource, sources: readonly PythonSource[]): Choice {
  const version = minorOf(source.says) ?? source.says;
  return {
    python: {
      version,
      why: `${version}: ${sentence(source)}${others(
        sources.filter(one => one !== source),
        version,
      )}`,
    },
    proofs: [source.where],
  };
}

function fromDjango(ranges: readonly PythonSource[], required: readonly Required[], sources: readonly PythonSource[]): Choice {
  const pin = djangoOf(required);
  const django = pin?.release ?? null;
  const version = newestPython(django, python => ranges.every(({says}) => admits(says, python)));
  const reasons = [
    ...ranges.filter(({says}) => admits(says, version)).map(sentence),
    pin !== null && django !== null ? `${fitting(django)} (${pin.where.file}:${pin.where.line})` : 'no file names a version',
  ];
  const proofs = [...ranges.map(({where}) => where), ...(pin ? [pin.where] : [])];
  return {
    python: {
      version,
      why: `${version}: ${reasons.join('; ')}${others(
        sources.filter(one => !ranges.includes(one)),
        version,
      )}`,
    },
    proofs,
  };
}

function djangoOf(required: readonly Required[]): {readonly release: string; readonly where: Proof} | null {
  for (const {name, version, specifier, where} of required) {
    const release = name === 'django' ? releaseOf(version, specifier) : null;
    if (release !== null) return {release, where};
  }
  return null;
}

function fitting(django: string): string {
  return isOlder(django) ? `the oldest that there is, for Django ${django}, which is older` : `the newest that Django ${django} admits`;
}

function others(sources: readonly PythonSource[], version: string): string {
  const different = sources.filter(({says}) => !admits(exactMinor(says) ?? says, version));
  const distinct = different.filter((source, at) => different.findIndex(other => minorOf(other.says) === minorOf(source.says)) === at);
  return distinct
    .sort((one, other) => order(minorOf(other.says) ?? '') - order(minorOf(one.says) ?? ''))
    .map(source => `; but ${sentence(source)}`)
    .join('');
}

function sentence({says, where}: PythonSource): string {
  const other = says.startsWith('pypy') ? ', for which devenv runs the same version of CPython' : '';
  return `${where.file}:${where.line} says ${says}${other}`;
}
