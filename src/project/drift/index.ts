import {posix} from 'node:path';
import type {Drift} from '../../model/drift';
import type {Project} from '../../model/project';
import type {Settings} from '../../model/settings';
import {listRequired} from '../required';
import {diskTree, type Tree} from '../tree';
import {isTest, readCode, rootsOf, type CodeFile, type Coded} from './code';
import {indexed} from './indexed';
import {compareListed, type Listed} from './listed';
import {mayProvide, packageFor} from './modules';
import {packagesOf} from './packages';
import {standardLibrary} from './standard-library';

/** Differences between what is listed and what is locked, of a project on the disk. */
export function readListedDrift(project: Project, settings: Settings): readonly Drift[] {
  return compareListed(diskTree(project.root), project, settings);
}

/**
 * Imports for which no package stands by its name, of a project on the disk. Names can deceive: only the image knows whether
 * a module is there.
 */
export function readImportDrift(project: Project): readonly Drift[] {
  return compareImports(indexed(diskTree(project.root)), project);
}

/** As readImportDrift, of a tree; each module once, at the first place that imports it. */
export function compareImports(tree: Tree, project: Coded & Listed): readonly Drift[] {
  const code = readCode(tree, project);
  const packages = heldBy(project);
  const own = ownModules(tree, project, code);
  const found = new Map<string, Drift>();
  const shippedFirst = [...code.filter(({file}) => !isTest(file)), ...code.filter(({file}) => isTest(file))];
  for (const {file, imports} of shippedFirst) {
    for (const {module, line} of imports) {
      const [top = ''] = module.split('.');
      if (top === '' || found.has(top) || standardLibrary.has(top) || own(top, file) || mayProvide(top, packages)) continue;
      const what = `${top} is imported, and no listed package provides it`;
      const inTests = isTest(file);
      const next = `devenv add ${packageFor(top)}${inTests ? ' --dev' : ''}`;
      found.set(top, {kind: 'unlisted', what, where: {file, line}, next, module: top, ...(inTests ? {inTests} : {})});
    }
  }
  return [...found.values()];
}

/** The packages that a project on the disk seems to need, for one that lists none: what it imports, and what its settings name. */
export function readNeeded(project: Project): readonly string[] {
  return listNeeded(indexed(diskTree(project.root)), project);
}

/** As readNeeded, of a tree. Tests come without what they import. */
export function listNeeded(tree: Tree, project: Coded & Listed): readonly string[] {
  const code = readCode(tree, project);
  const own = ownModules(tree, project, code);
  const isForeign = (module: string): boolean =>
    !standardLibrary.has(module) && !own(module, project.django.manage) && !mayProvide(module, []);
  const imported = compareImports(tree, project).flatMap(({module, inTests}) => (inTests === true ? [] : (module ?? [])));
  const named = [...project.django.apps, ...code.flatMap(({text}) => text.match(classPaths) ?? [])].map(path => path.replace(/\..*$/, ''));
  return [...new Set([...imported, ...named.filter(isForeign)].map(packageFor))].sort();
}

/** A class by its path, as settings name middleware, backends and their like. */
const classPaths = /(?<=["'])[a-z_]\w*(?:\.[a-z_]\w*)+\.[A-Z]\w*(?=["'])/g;

/** Names of all packages that are listed, or locked for any part of the project. */
function heldBy({dependencies, lock}: Listed): ReadonlySet<string> {
  const locked = [...(lock?.production ?? []), ...(lock?.development ?? [])].join('\n');
  const files = [...dependencies.production, ...dependencies.development];
  const inLocks = files.flatMap(({kind, content}) => [...(packagesOf(kind, content)?.keys() ?? [])]);
  const ours = [...(packagesOf('devenv.lock', locked)?.keys() ?? [])];
  return new Set([...listRequired(dependencies).map(({name}) => name), ...inLocks, ...ours]);
}

const searchPaths = /\bsys\.path\b|\bPYTHONPATH\b|^\s*pythonpath\s*=/m;
const configured =
  /^(pytest\.ini|\.pytest\.ini|tox\.ini|setup\.cfg|pyproject\.toml|Makefile|Procfile|\.envrc|\.env[\w.-]*|(docker-)?compose[\w.-]*\.ya?ml|Dockerfile[\w.-]*)$/;

/** Whether a top-level module is the project's own, seen from a file: somewhere on the search path, or beside a test. */
function ownModules(tree: Tree, project: Coded, code: readonly CodeFile[]): (module: string, file: string) => boolean {
  const roots = rootsOf(project);
  const isIn = (directory: string, module: string) =>
    tree.exists(posix.join(directory, `${module}.py`)) || tree.list(posix.join(directory, module)).length > 0;
  const changes = code.some(({text}) => searchPaths.test(text)) || configurationOf(tree, project).some(text => searchPaths.test(text));
  const anywhere = changes ? directoriesWithCode(tree) : new Set<string>();
  return (module, file) => {
    const directory = posix.dirname(file).replace(/^\.$/, '');
    const isScript = !tree.exists(posix.join(directory, '__init__.py'));
    return roots.some(root => isIn(root, module)) || anywhere.has(module) || (isScript && isIn(directory, module));
  };
}

function configurationOf(tree: Tree, {workdir}: Coded): readonly string[] {
  const directories = [...new Set(['', workdir])];
  return directories.flatMap(directory =>
    tree.list(directory).flatMap(entry => (configured.test(entry.name) ? (tree.read(posix.join(directory, entry.name)) ?? []) : [])),
  );
}

/** Names of all directories that hold Python files, and of the files. */
function directoriesWithCode(tree: Tree): ReadonlySet<string> {
  const files = tree.files().filter(file => file.endsWith('.py'));
  return new Set(files.flatMap(file => [posix.basename(file, '.py'), ...posix.dirname(file).split('/')]));
}
