import {posix} from 'node:path';
import type {Dependencies, DependencyFile} from '../model/project';
import {resolveFile} from './dependency-files';
import {isRequirementsDirectory, purposeOf, type Purpose} from './dependency-names';
import {refuseOtherTools} from './other-tools';
import type {Tree} from './tree';

type ByPurpose = Readonly<Record<Purpose, readonly string[]>>;

/**
 * The requirements files that production needs, and those that development adds.
 * @throws DevenvError `usage` where only a lock file of another tool is there, or an included file is missing.
 */
export function findDependencies(tree: Tree, workdir: string): Dependencies {
  const files = candidates(tree, workdir);
  const sorted = sortByPurpose(tree, files);
  const production = resolveAll(tree, productionEntries(tree, sorted), []);
  if (production.length === 0) refuseOtherTools(tree, workdir);
  return {production, development: resolveAll(tree, developmentEntries(tree, sorted), production)};
}

/** Requirements files beside manage.py and in the root, the nearest first. */
function candidates(tree: Tree, workdir: string): readonly string[] {
  const near = [...new Set([workdir, ''])];
  const below = near.flatMap(directory => directoriesOf(tree, directory, 2));
  const files = [...near, ...below].flatMap(directory => filesOf(tree, directory));
  return [...new Set(files)].filter(file => purposeOf(file) !== null);
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
  const [common] = preferPlain(base);
  const [shipped] = production;
  if (common === undefined || shipped === undefined) return [common ?? shipped].filter(file => file !== undefined);
  const files = resolveFile(tree, shipped);
  if (resolveFile(tree, common).some(file => file.file === shipped)) return [common];
  const complete = files.some(file => file.file === common) || hasDjango(files);
  return complete ? [shipped] : [common, shipped];
}

/** requirements.txt before requirements/base.txt where it stands for all; else the first that names Django. */
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
