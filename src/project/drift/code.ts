import {posix} from 'node:path';
import type {Project} from '../../model/project';
import {findModule, resolveModule} from '../python-source/modules';
import type {Tree} from '../tree';
import {listImports, type Import} from './imports';

/** A file of the project's own that surely is imported, with what it imports. */
export interface CodeFile {
  readonly file: string;
  readonly imports: readonly Import[];
  readonly text: string;
}

export type Coded = Pick<Project, 'workdir' | 'importRoots' | 'dependencies' | 'django' | 'production' | 'test'>;

/** Directories that the project's own top-level modules lie in. */
export function rootsOf({
  workdir,
  importRoots = [],
  dependencies,
}: Pick<Coded, 'workdir' | 'importRoots' | 'dependencies'>): readonly string[] {
  const local = dependencies.local.flatMap(directory => [directory, posix.join(directory, 'src')]);
  return [...new Set([workdir, '', posix.join(workdir, 'src'), 'src', ...importRoots, ...local])];
}

/** Modules of an app that Django and the usual libraries import by their names. */
const usual =
  /^((models|views|admin|apps|urls|forms|signals|tasks|serializers|api|middleware|managers|choices)(\.py|\/.+)|(templatetags|migrations|management\/commands)\/[^/]+\.py)$/;
const testFile = /(^|\/)(tests?\/(.*\/)?[^/]+|test_[^/]+|[^/]+_tests?|tests?|conftest)\.py$/;
const most = 4000;

/**
 * The Python files that run by themselves (settings, URLs, applications, the usual modules of the project's own apps,
 * tests) and what these import, as far as it is imported whenever they are.
 */
export function readCode(tree: Tree, project: Coded): readonly CodeFile[] {
  const roots = rootsOf(project);
  const files = new Map<string, CodeFile>();
  const open = [...entries(tree, project, roots)];
  for (let file = open.pop(); file !== undefined && files.size < most; file = open.pop()) {
    if (files.has(file)) continue;
    const text = tree.read(file) ?? '';
    const imports = listImports(text);
    files.set(file, {file, imports, text});
    open.push(...imports.flatMap(one => filesOf(tree, one, file, roots)));
  }
  return [...files.values()].sort((one, other) => (one.file < other.file ? -1 : 1));
}

function entries(tree: Tree, {workdir, django, production, test}: Coded, roots: readonly string[]): readonly string[] {
  const applications = [django.wsgi, django.asgi].map(name => name?.split(':')[0]);
  const modules = [django.settings, production?.settings, test.settings, ...applications];
  const [first = ''] = django.settings.split('.');
  const named = [...modules, ...(django.settings.includes('.') ? [`${first}.urls`, `${first}.celery`] : ['urls'])];
  const found = named.flatMap(name => (name === undefined || name === null ? [] : (fileOf(tree, name, '', roots) ?? [])));
  const own = django.apps.flatMap(app => directoryOf(tree, app, roots) ?? []);
  const all = tree.files().filter(file => file.endsWith('.py'));
  const inApps = own.flatMap(directory =>
    all.filter(file => file.startsWith(`${directory}/`) && (usual.test(file.slice(directory.length + 1)) || isTest(file))),
  );
  const beside = ['', workdir].flatMap(directory =>
    all.filter(
      file =>
        posix.relative(directory, file).split('/').length <= 3 &&
        file.startsWith(directory) &&
        /(^|\/)(tests\/|conftest\.py$)/.test(posix.relative(directory, file)) &&
        isTest(file),
    ),
  );
  return [...new Set([django.manage, ...found, ...inApps, ...beside])];
}

/** Whether a file is of the tests; those that tests only read, such as a sample project, are none. */
export function isTest(file: string): boolean {
  return (
    testFile.test(file) && !/(^|\/)(fixtures|testdata|data|samples?|examples?|project_template|templates|node_modules|vendor)\//.test(file)
  );
}

/** The directory of an app of the project's own: INSTALLED_APPS has its package or its configuration class. */
function directoryOf(tree: Tree, app: string, roots: readonly string[]): string | null {
  const parts = app.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const path = parts.slice(0, length).join('/');
    const directory = roots.map(root => posix.join(root, path)).find(one => tree.list(one).length > 0);
    if (directory !== undefined) return directory;
  }
  return null;
}

function filesOf(tree: Tree, {module, names}: Import, file: string, roots: readonly string[]): readonly string[] {
  const separator = module.endsWith('.') || module === '' ? '' : '.';
  const all = [module, ...names.filter(name => name !== '*').map(name => `${module}${separator}${name}`)];
  // Importing a.b.c imports a and a.b before.
  const above = module.startsWith('.') ? [] : module.split('.').map((_part, at, parts) => parts.slice(0, at + 1).join('.'));
  return [...above, ...all].flatMap(name => fileOf(tree, name, file, roots) ?? []);
}

function fileOf(tree: Tree, module: string, from: string, roots: readonly string[]): string | null {
  const path = findModule(module, from, roots, tree);
  return path === null ? null : resolveModule(path, tree);
}
