import {posix} from 'node:path';
import type {Celery} from '../model/project';
import type {Proof} from '../model/proof';
import {findCeleryCommands} from './celery-command';
import type {Code} from './python-source/code';
import {findModule, resolveModule} from './python-source/modules';
import {makeProgram} from './python-source/program';
import type {Required} from './required';

/**
 * The celery application: the one that the project's own commands name, else the one that a module makes.
 * Beat runs wherever celery does: schedules may come from decorators that reading the settings does not show.
 */
export function findCelery(
  tree: Code,
  workdir: string,
  settings: string,
  required: readonly Required[],
): {readonly celery: Celery | null; readonly proofs: readonly Proof[]} {
  if (!required.some(({name}) => name === 'celery')) return {celery: null, proofs: []};
  const named = findCeleryCommands(tree, workdir).find(({app}) => exists(tree, workdir, app)) ?? findApplication(tree, workdir, settings);
  return named ? {celery: {app: named.app, beat: true}, proofs: [named.where]} : {celery: null, proofs: []};
}

function exists(tree: Code, workdir: string, app: string): boolean {
  const [module = app] = app.split(':');
  const names = [module, module.split('.').slice(0, -1).join('.')].filter(name => name !== '');
  return names.some(name => {
    const path = findModule(name, '', [workdir], tree);
    return path !== null && resolveModule(path, tree) !== null;
  });
}

interface Application {
  readonly app: string;
  readonly where: Proof;
}

/** Modules that bind the result of Celery(...): celery.py in the settings package first. */
function findApplication(tree: Code, workdir: string, settings: string): Application | undefined {
  const [mainPackage = ''] = settings.split('.');
  const score = (file: string): number => {
    const named = posix.basename(file) === 'celery.py' ? 0 : posix.basename(file).startsWith('celery') ? 1 : 2;
    return named * 2 + (file.startsWith(`${posix.join(workdir, mainPackage)}/`) ? 0 : 1);
  };
  const modules = tree.files().filter(file => file.endsWith('.py') && isInside(file, workdir) && !/(^|\/)(tests?|migrations)\//.test(file));
  for (const {file} of modules.map(file => ({file, score: score(file)})).sort((one, other) => one.score - other.score)) {
    const application = readApplication(tree, workdir, file);
    if (application) return application;
  }
  return undefined;
}

function isInside(file: string, directory: string): boolean {
  return directory === '' || file.startsWith(`${directory}/`);
}

function readApplication(tree: Code, workdir: string, file: string): Application | undefined {
  if (tree.read(file)?.includes('Celery(') !== true) return undefined;
  const scope = makeProgram(tree, workdir).load(file);
  for (const [, {value, where}] of scope) {
    if (value.kind === 'call' && isCelery(value.callee)) return {app: dotted(file, workdir), where};
  }
  return undefined;
}

function isCelery(callee: string): boolean {
  return callee === 'celery.Celery' || callee === 'celery.app.Celery' || callee.endsWith('.Celery');
}

/** `celery -A package` finds package/celery.py by itself. */
function dotted(file: string, workdir: string): string {
  const module = posix
    .relative(workdir, file)
    .replace(/\.py$/, '')
    .replace(/\/__init__$/, '')
    .split('/')
    .join('.');
  return module.endsWith('.celery') ? module.slice(0, -'.celery'.length) : module;
}
