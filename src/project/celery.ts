import {posix} from 'node:path';
import type {Celery} from '../model/processes';
import type {Proof} from '../model/proof';
import {findCelerySettings, withCelerySettings, type SettingsSources} from './celery-settings';
import {findCeleryCommands, type CeleryCommand} from './celery-command';
import type {ProcessCommand} from './commands';
import type {Code} from './python-source/code';
import {findModule, resolveModule} from './python-source/modules';
import {makeProgram} from './python-source/program';
import {requiresCelery, type Required} from './required';
import type {DjangoSettingsModule} from './settings';

interface FoundCelery {
  readonly celery: Celery | null;
  /** Settings of its own; null where it runs with the project's. */
  readonly settings: DjangoSettingsModule | null;
  readonly proofs: Readonly<Record<string, readonly Proof[]>>;
}

/**
 * The celery application, its workers and beat: as the project's own commands start them, else the application that a
 * module makes, with one worker.
 */
export function findCelery(sources: SettingsSources, required: readonly Required[], commands: readonly ProcessCommand[]): FoundCelery {
  const {tree, module} = sources;
  const {workdir} = sources.manage;
  const none = {celery: null, settings: null, proofs: {}};
  if (!requiresCelery(required)) return none;
  const started = findCeleryCommands(commands).filter(({app}) => exists(tree, workdir, app));
  const named = started[0] ?? findApplication(tree, workdir, module.module);
  if (!named) return none;
  const settings = findCelerySettings(sources, named.app);
  const own = started.filter(({app}) => moduleOf(app) === moduleOf(named.app));
  const beat = own.find(({does}) => does === 'beat') ?? own.find(({holdsBeat}) => holdsBeat);
  const celery: Celery = {
    app: named.app,
    ...(settings === null ? {} : {settings: settings.module}),
    beat: beat !== undefined || hasSchedule(tree, workdir, withCelerySettings(module, settings), required),
    workers: nameWorkers(own),
    beatArgs: pickArgs(beat?.args ?? [], ['-S', '--scheduler', '--max-interval']),
  };
  const ofSettings = settings === null ? [] : [...settings.proofs, {file: settings.file, line: 1}];
  return {celery, settings, proofs: {'celery': [named.where], 'celery.settings': ofSettings}};
}

/** The workers of the first file that starts one: a second file starts the same ones elsewhere, unless it is a script for other queues. */
function nameWorkers(started: readonly CeleryCommand[]): Celery['workers'] {
  const all = started.filter(({does}) => does === 'worker');
  const workers = all.filter(({where}) => where.file === all[0]?.where.file);
  const beside = all.filter((one, at) => isBeside(one, all[0]) && all.slice(0, at).every(other => haveNoQueueInCommon(one, other)));
  const distinct = [...workers, ...beside].filter(({args}, at, both) => both.findIndex(other => sameWords(args, other.args)) === at);
  const named = distinct.map(({process, args, where}, at) => ({
    name: at === 0 ? 'worker' : `worker-${slug(process ?? nameOfScript(where.file, workers[0])) ?? String(at + 1)}`,
    args: args.filter((word, index) => !isScheduler(word) && args[index - 1] !== '-S'),
  }));
  return named.length === 0
    ? [{name: 'worker', args: []}]
    : named.filter(({name}, at) => named.findIndex(other => other.name === name) === at);
}

/** Whether both are scripts of one directory. */
function isBeside(one: CeleryCommand, first: CeleryCommand | undefined): boolean {
  const isScript = one.process === null && first?.process === null;
  return isScript && one.where.file !== first.where.file && posix.dirname(one.where.file) === posix.dirname(first.where.file);
}

function haveNoQueueInCommon(one: CeleryCommand, other: CeleryCommand): boolean {
  const [own, others] = [queuesOf(one), queuesOf(other)];
  return own.length > 0 && others.length > 0 && !own.some(queue => others.includes(queue));
}

function queuesOf({args}: CeleryCommand): readonly string[] {
  const [first = '', second] = pickArgs(args, ['-Q', '--queues']);
  return (second ?? first.replace('--queues=', '')).split(',').filter(name => name !== '');
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.join(' ') === other.join(' ');
}

/** "start_worker_mail.sh" is "start_worker_mail"; null of the file that starts the first one. */
function nameOfScript(file: string, first: CeleryCommand | undefined): string | null {
  return file === first?.where.file ? null : posix.basename(file).replace(/\.\w+$/, '');
}

function isScheduler(word: string): boolean {
  return word === '-S' || word.startsWith('--scheduler=');
}

function pickArgs(args: readonly string[], names: readonly string[]): readonly string[] {
  return args.flatMap((word, at) => {
    if (names.includes(word)) return [word, args[at + 1] ?? ''];
    return names.some(name => word.startsWith(`${name}=`)) ? [word] : [];
  });
}

/** "celery_emails" is "emails": the name of a service says what a worker does. */
function slug(process: string | null): string | null {
  const text = (process ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/\b(celery|worker|celeryworker|entrypoint|start|run)\b/g, '')
    .replaceAll(/-+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return text === '' ? null : text;
}

const schedules = ['CELERY_BEAT_SCHEDULE', 'CELERYBEAT_SCHEDULE', 'CELERY_BEAT_SCHEDULER', 'CELERYBEAT_SCHEDULER'];
const scheduling = /\bperiodic_task\b|\badd_periodic_task\b|\bbeat_schedule\b|\bcelery\.schedules\b/;

/** A schedule may stand in the settings, beside the application, or in decorators of task modules, which only importing them runs. */
function hasSchedule(tree: Code, workdir: string, settings: DjangoSettingsModule, required: readonly Required[]): boolean {
  if (schedules.some(name => settings.scope.has(name)) || required.some(({name}) => name === 'django-celery-beat')) return true;
  const telling = (file: string): boolean => isInside(file, workdir) && /(^|\/)(tasks\w*|celery\w*|schedules?)(\/[^/]+)?\.py$/.test(file);
  return tree.files().some(file => telling(file) && scheduling.test(tree.read(file) ?? ''));
}

/** Celery looks for `-A package` in package.celery too. */
function moduleOf(app: string): string {
  return app.replace(/:.*$/, '').replace(/\.celery(\.\w+)?$/, '');
}

function exists(tree: Code, workdir: string, app: string): boolean {
  const [module = app] = app.split(':');
  const names = [module, module.split('.').slice(0, -1).join('.')].filter(name => name !== '');
  return names.some(name => {
    const path = findModule(name, '', [workdir, ...tree.importRoots], tree);
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
  const isCode = (file: string): boolean => file.endsWith('.py') && !/(^|\/)(tests?|migrations)\//.test(file.slice(workdir.length));
  const modules = tree.files().filter(file => isInside(file, workdir) && isCode(file));
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
    if (value.kind === 'call' && isCelery(value.callee))
      return {app: dotted(file, tree.importRoots.find(root => isInside(file, root)) ?? workdir), where};
  }
  return undefined;
}

function isCelery(callee: string): boolean {
  return callee === 'celery.Celery' || callee === 'celery.app.Celery' || callee.endsWith('.Celery');
}

/** `celery -A package` finds package/celery.py by itself. */
function dotted(file: string, root: string): string {
  const module = posix
    .relative(root, file)
    .replace(/\.py$/, '')
    .replace(/\/__init__$/, '')
    .split('/')
    .join('.');
  return module.endsWith('.celery') ? module.slice(0, -'.celery'.length) : module;
}
