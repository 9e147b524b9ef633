import {posix} from 'node:path';
import type {DependencyFile} from '../../model/dependencies';
import type {Drift} from '../../model/drift';
import type {Project} from '../../model/project';
import type {Proof} from '../../model/proof';
import type {Settings} from '../../model/settings';
import {isCompiled} from '../compiled';
import {declaredIn} from '../providers';
import {normalizeName, parseRequirements} from '../requirements';
import type {Tree} from '../tree';
import {packagesOf, type Packages} from './packages';
import {allows} from './versions';

/** What the comparison needs of a project. */
export type Listed = Pick<Project, 'dependencies' | 'lock'>;

/** A requirement that somebody wrote, with the lock that has to hold it. */
interface Asked {
  readonly name: string;
  readonly specifier: string;
  readonly marker: string | null;
  readonly where: Proof;
}

interface Pair {
  readonly asked: readonly Asked[];
  readonly lock: string;
  readonly packages: Packages;
  readonly next: string;
}

/** Packages that are listed and that the lock does not hold, or not in a version that the listing allows. */
export function compareListed(tree: Tree, project: Listed, settings: Pick<Settings, 'drop' | 'replace'>): readonly Drift[] {
  const settled = new Set([...settings.drop, ...Object.keys(settings.replace)].map(normalizeName));
  const pairs = [...foreign(tree, project), ...compiled(tree, project), ...ours(project)];
  const found = pairs.flatMap(pair => pair.asked.filter(({name}) => !settled.has(name)).flatMap(asked => differ(asked, pair)));
  found.push(...outranked(project));
  return [...new Map(found.map(one => [`${one.where.file}:${String(one.where.line)}:${one.what}`, one])).values()];
}

/** Pins for development that are not installed, as another version ships. */
function outranked({dependencies}: Listed): readonly Drift[] {
  return (dependencies.outranked ?? []).map(({name, version, where, other}) => ({
    kind: 'misfit',
    what: `${name}==${version} is listed, and ${other.version} ships (${other.where.file}:${String(other.where.line)}), which is tested`,
    where,
    next: `pin ${name}==${other.version} there`,
  }));
}

function differ({name, specifier, marker, where}: Asked, {lock, packages, next}: Pair): readonly Drift[] {
  const versions = packages.get(name);
  if (versions === undefined) {
    // A marker may leave it out on this Python.
    return marker === null ? [{kind: 'unlocked', what: `${name} is listed, and ${lock} does not hold it`, where, next}] : [];
  }
  const known = [...versions].filter(version => version !== '');
  if (specifier === '' || known.length === 0 || known.some(version => allows(specifier, version) !== false)) return [];
  const what = `${name}${specifier} is listed, and ${lock} holds ${known.join(' and ')}`;
  return [{kind: 'misfit', what, where, next}];
}

const commands: Readonly<Record<string, string>> = {'pylock.toml': 'uv export --format pylock.toml -o pylock.toml'};

/** The lock of another tool beside the file that it was made from. */
function foreign(tree: Tree, {dependencies}: Listed): readonly Pair[] {
  const all = [...dependencies.production, ...dependencies.development];
  const locks = new Map(all.filter(({text}) => text === null).map(file => [file.file, file]));
  return [...locks.values()].flatMap(lock => {
    const packages = lock.entry ? packagesOf(lock.kind, lock.content) : null;
    const beside = all.find(({file, entry}) => !entry && posix.dirname(file) === posix.dirname(lock.file));
    if (packages === null || beside === undefined || /override/.test(beside.content)) return [];
    const directory = posix.dirname(lock.file).replace(/^\.$/, '');
    const sets = declaredIn(tree, directory).filter(({production, development}) =>
      [...production, ...development].some(({file}) => file === beside.file),
    );
    const asked = sets.flatMap(({production, development}) => [...production, ...development].flatMap(fileAsks));
    return [{asked, lock: lock.file, packages, next: commands[lock.kind] ?? 'devenv lock'}];
  });
}

/** pip-compile writes these as comments only, unless it is asked to pin them. */
const ofInstallers = new Set(['pip', 'setuptools', 'distribute', 'wheel']);

/** A compiled requirements.txt beside its requirements.in. */
function compiled(tree: Tree, {dependencies}: Listed): readonly Pair[] {
  const all = [...dependencies.production, ...dependencies.development];
  const held = requirementsIn(all);
  return all.flatMap(({file, kind, content}) => {
    const source = file.replace(/\.txt$/, '.in');
    const text = kind === 'requirements' && source !== file ? tree.read(source) : null;
    if (text === null || !isCompiled(content)) return [];
    return [{asked: textAsks(source, text).filter(({name}) => !ofInstallers.has(name)), lock: file, packages: held, next: 'devenv lock'}];
  });
}

/** devenv.lock beside files that leave versions open. */
function ours({dependencies, lock}: Listed): readonly Pair[] {
  if (dependencies.pinned || lock === null) return [];
  const packages = packagesOf('devenv.lock', [...lock.production, ...lock.development].join('\n')) ?? new Map<string, Set<string>>();
  const asked = [...dependencies.production, ...dependencies.development].flatMap(fileAsks);
  return [{asked, lock: 'devenv.lock', packages, next: 'devenv lock'}];
}

function requirementsIn(files: readonly DependencyFile[]): Packages {
  const packages = new Map<string, Set<string>>();
  for (const {name, version} of files.flatMap(({requirements}) => requirements))
    packages.set(name, (packages.get(name) ?? new Set()).add(version ?? ''));
  return packages;
}

/** A URL that says no name: that of its last part need not be the package's. */
function isGuessed(raw: string): boolean {
  return /^\s*[\w+]+:\/\//.test(raw) && !/[#&]egg=/.test(raw);
}

/** What a file asks for; what it takes from another place than the index has no version to compare. */
function fileAsks({file, kind, text, requirements}: DependencyFile): readonly Asked[] {
  if (text === null) return [];
  if (kind === 'requirements') return textAsks(file, text);
  const lines = new Map(requirements.map(({name, line}) => [name, line]));
  return textAsks(file, text).map(asked => ({...asked, where: {file, line: lines.get(asked.name) ?? 1}}));
}

function textAsks(file: string, text: string): readonly Asked[] {
  return parseRequirements(text).flatMap(({kind, name, specifier, marker, line, raw}) =>
    kind !== 'requirement' || name === null || isGuessed(raw)
      ? []
      : [{name, specifier: /^[<>=!~]/.test(specifier) ? specifier : '', marker, where: {file, line}}],
  );
}
