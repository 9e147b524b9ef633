import {posix} from 'node:path';
import type {Dependencies, DependencyFile} from '../model/dependencies';
import {isCompiled} from './compiled';
import {divide} from './contradictions';
import {resolveFile} from './dependency-files';
import {installedBeside, listInstalledFiles} from './installed-files';
import {asShipped} from './outranked';
import {localPath, parseRequirements} from './requirements';
import {isRequirementsDirectory, purposeOf, type Purpose} from './dependency-names';
import {declaredIn, lockedIn} from './providers';
import type {Tree} from './tree';

type ByPurpose = Readonly<Record<Purpose, readonly string[]>>;

/**
 * What production needs and what development adds: of all that the repository says, nearest to manage.py first, what has
 * Django in it; a lock of another tool before requirements files, and these before files that only declare.
 * @throws DevenvError `usage` where a file cannot be read, is included in a circle, or includes one that is not there.
 */
export function findDependencies(tree: Tree, workdir: string): Dependencies {
  const near = directoriesUp(workdir);
  const found: readonly (() => readonly Dependencies[])[] = [
    () => near.flatMap(directory => lockedIn(tree, directory, near)),
    () => inRequirements(tree, workdir),
    () => near.flatMap(directory => declaredIn(tree, directory)),
  ];
  let first: Dependencies | null = null;
  for (const look of found) {
    const sets = look();
    const fitting = sets.find(({production, development}) => hasDjango([...production, ...development]));
    if (fitting !== undefined) return fitting;
    first ??= sets[0] ?? null;
  }
  return first ?? nothing;
}

const none = {extras: [], groups: []};
const nothing: Dependencies = {production: [], development: [], parts: {production: none, development: none}, pinned: true, local: []};

/** The directory and all above it, up to the root "". */
function directoriesUp(directory: string): readonly string[] {
  return directory === '' ? [''] : [directory, ...directoriesUp(posix.dirname(directory).replace(/^\.$/, ''))];
}

function inRequirements(tree: Tree, workdir: string): readonly Dependencies[] {
  const near = candidates(tree, workdir);
  const files = [...near, ...installedElsewhere(tree, workdir, near)];
  const sorted = sortByPurpose(tree, files);
  const shipped = productionEntries(tree, sorted);
  const production = resolveAll(tree, [...shipped, ...installedBeside(tree, shipped, files)], []);
  if (production.length === 0) return [];
  const wanted = developmentEntries(tree, sorted).map(file => ({file, files: asShipped(resolveFile(tree, file), production).files}));
  const {kept, leftOut} = divide(wanted, wanted.length < 2 ? [] : listInstalledFiles(tree, workdir));
  const entries = kept.map(({file}) => file);
  const {files: development, outranked} = asShipped(resolveAll(tree, entries, production), production);
  const both = [...production, ...development];
  const told = {...(leftOut.length === 0 ? {} : {leftOut}), ...(outranked.length === 0 ? {} : {outranked})};
  return [{...nothing, production, development, pinned: isFrozen(production, development), local: localIn(both), ...told}];
}

/** Packages that every Django since 2.2 or 3.0 asks for: a list of exact pins without them names direct requirements only. */
const belowDjango = ['asgiref', 'sqlparse', 'pytz'];

/** Whether nothing is left to resolve: all are exact pins, and the list was compiled, hashed, or has what Django itself asks for. */
function isFrozen(production: readonly DependencyFile[], development: readonly DependencyFile[]): boolean {
  const wanted = [...production, ...development].flatMap(({requirements}) => requirements);
  const isExact = wanted.every(({version, specifier}) => version !== null || /@[0-9a-f]{40}\b/.test(specifier));
  const names = new Set(production.flatMap(({requirements}) => requirements.map(({name}) => name)));
  return isExact && (production.some(({content}) => isCompiled(content)) || belowDjango.some(name => names.has(name)));
}

/** Directories that an editable line names: their code is in the repository. */
function localIn(files: readonly DependencyFile[]): readonly string[] {
  const paths = files.flatMap(({file, content}) =>
    parseRequirements(content).flatMap(line => {
      const path = localPath(line);
      return path === null ? [] : [posix.join(line.kind === 'editable' ? '' : posix.dirname(file), path)];
    }),
  );
  return [...new Set(paths.map(path => posix.normalize(path).replace(/\/$/, '').replace(/^\.$/, '')))].filter(
    path => !path.startsWith('..'),
  );
}

/** Requirements files beside manage.py and in the root, the nearest first. */
function candidates(tree: Tree, workdir: string): readonly string[] {
  const near = [...new Set([workdir, ''])];
  const below = near.flatMap(directory => directoriesOf(tree, directory, 2));
  const files = [...near, ...below].flatMap(directory => filesOf(tree, directory));
  const named = [...new Set(files)].filter(file => purposeOf(file) !== null);
  // A compiled file stands for the .in file beside it.
  return named.filter(file => !file.endsWith('.in') || !named.includes(file.replace(/\.in$/, '.txt')));
}

/**
 * What the project's pipelines and images install from other places: for development and tests, and all of it where no
 * file nearby has Django in it. The files of another program in the repository are its own.
 */
function installedElsewhere(tree: Tree, workdir: string, near: readonly string[]): readonly string[] {
  const others = listInstalledFiles(tree, workdir).filter(file => !near.includes(file) && !isOfAnother(tree, workdir, file));
  const isWhole = others.length > 0 && near.some(file => hasDjango(resolveFile(tree, file)));
  return others.filter(file => !isWhole || ['development', 'test'].includes(purposeOf(file) ?? ''));
}

const ownMarks = ['manage.py', 'setup.py', 'pyproject.toml', 'package.json', 'Dockerfile', 'requirements.txt'];

function isOfAnother(tree: Tree, workdir: string, file: string): boolean {
  const directory = posix.dirname(file).replace(/^\.$/, '');
  const isOwn = directoriesUp(workdir).includes(directory);
  return !isOwn && ownMarks.some(name => posix.join(directory, name) !== file && tree.exists(posix.join(directory, name)));
}

function directoriesOf(tree: Tree, directory: string, levels: number): readonly string[] {
  if (levels === 0) return [];
  return tree.list(directory).flatMap(entry => {
    if (!entry.directory || !isRequirementsDirectory(entry.name)) return [];
    const path = posix.join(directory, entry.name);
    return [path, ...directoriesOf(tree, path, levels - 1)];
  });
}

function filesOf(tree: Tree, directory: string): readonly string[] {
  return tree
    .list(directory)
    .filter(entry => !entry.directory)
    .map(entry => posix.join(directory, entry.name));
}

/** A file without a telling name that includes the development file is one itself. */
function sortByPurpose(tree: Tree, files: readonly string[]): ByPurpose {
  const sorted: Record<Purpose, string[]> = {base: [], production: [], development: [], test: [], other: []};
  for (const file of files) {
    const purpose = purposeOf(file) ?? 'other';
    const included = purpose === 'base' ? resolveFile(tree, file).map(one => purposeOf(one.file)) : [];
    const real = included.find(one => one === 'development' || one === 'test') ?? purpose;
    sorted[real].push(file);
  }
  return sorted;
}

function productionEntries(tree: Tree, {base, production}: ByPurpose): readonly string[] {
  const common = firstWithDjango(tree, preferPlain(base));
  const [shipped] = production;
  if (common === undefined || shipped === undefined) return [common ?? shipped].filter(file => file !== undefined);
  const files = resolveFile(tree, shipped);
  if (resolveFile(tree, common).some(file => file.file === shipped)) return [common];
  const complete = files.some(file => file.file === common) || hasDjango(files);
  return complete ? [shipped] : [common, shipped];
}

function firstWithDjango(tree: Tree, files: readonly string[]): string | undefined {
  return (files.length > 1 && files.find(file => hasDjango(resolveFile(tree, file)))) || files[0];
}

/** requirements.txt before requirements/base.txt, as it stands for all. */
function preferPlain(base: readonly string[]): readonly string[] {
  const plain = base.filter(file => posix.basename(file).startsWith('requirements.'));
  return [...plain, ...base];
}

function hasDjango(files: readonly DependencyFile[]): boolean {
  return files.some(file => file.requirements.some(({name}) => name === 'django'));
}

function developmentEntries(tree: Tree, {development, test}: ByPurpose): readonly string[] {
  const entries = [...preferPlain(development).slice(0, 1), ...test];
  const included = entries.flatMap(entry =>
    resolveFile(tree, entry)
      .filter(file => !file.entry)
      .map(file => file.file),
  );
  return [...new Set(entries)].filter(entry => !included.includes(entry));
}

function resolveAll(tree: Tree, entries: readonly string[], before: readonly DependencyFile[]): readonly DependencyFile[] {
  const known = new Set(before.map(({file}) => file));
  return entries.flatMap(entry => resolveFile(tree, entry)).filter(({file}) => !known.has(file) && known.add(file));
}
