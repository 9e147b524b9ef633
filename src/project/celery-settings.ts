import type {Manage} from './manage';
import {settingsIn} from './manage';
import type {Code} from './python-source/code';
import {resolveModule, findModule} from './python-source/modules';
import {join} from './python-source/path';
import {isFull, openSettings, type DjangoSettingsModule} from './settings';

/** What tells whether celery's settings are others than the project's. */
export interface SettingsSources {
  readonly tree: Code;
  readonly manage: Manage;
  readonly module: DjangoSettingsModule;
  /** Modules that the project runs with elsewhere: those of manage.py, of development and of production. */
  readonly named: readonly string[];
}

/**
 * The settings module that the module of the celery application puts into its environment, where that is a set of its own;
 * null where it only names another environment's module, for which the project's stands.
 * @param app what `celery -A` takes
 */
export function findCelerySettings(sources: SettingsSources, app: string): DjangoSettingsModule | null {
  const {tree, manage, named} = sources;
  const file = fileOf(tree, manage.workdir, app);
  if (file === undefined) return null;
  const others = settingsIn(tree, manage.workdir, file).settings.filter(({module}) => !named.includes(module));
  const opened = others.flatMap(({module, where}) => openSettings(tree, manage, module, [where]) ?? []);
  return opened.find(one => isOwn(one, sources.module, file)) ?? null;
}

/** The file that makes the application and names settings: that of `-A package`, package/celery.py, or one beside it. */
function fileOf(tree: Code, workdir: string, app: string): string | undefined {
  const [module = app] = app.split(':');
  const paths = [`${module}.celery`, module, parentOf(module)].flatMap(name =>
    name === '' ? [] : (findModule(name, '', [workdir, '', ...tree.importRoots], tree) ?? []),
  );
  const beside = paths.flatMap(path => tree.list(path).flatMap(({name}) => (name.endsWith('.py') ? [join(path, name)] : [])));
  const makes = (file: string): boolean =>
    /\bCelery\([^]*DJANGO_SETTINGS_MODULE|DJANGO_SETTINGS_MODULE[^]*\bCelery\(/.test(tree.read(file) ?? '');
  return [...paths.flatMap(path => resolveModule(path, tree) ?? []), ...beside].find(makes);
}

const environments =
  /(^|_)(dev|devel|develop|development|local|localhost|prod|production|live|staging|stage|qa|ci|tests?|testing|base|common|defaults?|docker|heroku)(_|$)/;
const ofCelery = /celery|worker|queue|task|beat/;

/** Beside the project's own a name must say that it is celery's; elsewhere it takes all from them, or lies with the application. */
function isOwn(settings: DjangoSettingsModule, {module, file}: DjangoSettingsModule, application: string): boolean {
  const {module: name, program} = settings;
  if (!isFull(settings) || name.split('.').some(part => environments.test(part))) return false;
  const places = [parentOf(module), module];
  if (places.includes(parentOf(name)) || places.includes(name)) return ofCelery.test(name.split('.').at(-1) ?? '');
  const [home = ''] = name.split('.');
  return program.modules.has(file) || (!module.startsWith(`${home}.`) && application.split('/').includes(home));
}

function parentOf(module: string): string {
  return module.split('.').slice(0, -1).join('.');
}

/** The project's settings with celery's own: these say what is about celery, and what the others do not set. */
export function withCelerySettings(module: DjangoSettingsModule, own: DjangoSettingsModule | null): DjangoSettingsModule {
  if (own === null) return module;
  const aboutCelery = [...own.scope].filter(([name]) => /^(CELERY|BROKER_)/.test(name));
  return {...module, scope: new Map([...own.scope, ...module.scope, ...aboutCelery])};
}
