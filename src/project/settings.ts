import {DevenvError} from '../model/errors';
import type {Proof} from '../model/proof';
import {settingsFile, type Manage} from './manage';
import type {Code} from './python-source/code';
import {likeliest} from './python-source/choice';
import type {Program} from './python-source/context';

import {makeProgram} from './python-source/program';
import {findSettingsNames, namesTests} from './settings-names';
import type {Binding, Scope, Value} from './python-source/value';

/** The settings as reading tells them. */
export interface DjangoSettingsModule {
  readonly module: string;
  readonly file: string;
  readonly scope: Scope;
  readonly program: Program;
  /** What says that this is the module. */
  readonly proofs: readonly Proof[];
  /** The same settings as they are where variables have these values. */
  given(values: ReadonlyMap<string, string>): DjangoSettingsModule;
}

/**
 * Reads the settings module: the one asked for, else the one that manage.py names,
 * else, where that one is empty or names no database, its development module.
 * @throws DevenvError `usage` where no settings module is found.
 */
export function readSettings(tree: Code, manage: Manage, asked: string | null): DjangoSettingsModule {
  if (asked !== null) {
    const found = openSettings(tree, manage, asked, []);
    if (found) return found;
    throw new DevenvError('usage', `django.settings in devenv.yaml is ${asked}, which is no module of the project`, {
      next: ['Correct django.settings in devenv.yaml or remove it'],
    });
  }
  const named = manage.settings.flatMap(({module, where}) => openSettings(tree, manage, module, [where]) ?? []);
  const elsewhere = (): readonly DjangoSettingsModule[] =>
    findSettingsNames(tree, manage.workdir, 'deployments').flatMap(({module, where}) => openSettings(tree, manage, module, [where]) ?? []);
  const full = likeliestOf(named.filter(isFull));
  const others = (): readonly DjangoSettingsModule[] => [...elsewhere(), ...developmentModules(tree, manage)].filter(isFull);
  const completed = (base: DjangoSettingsModule): DjangoSettingsModule | undefined =>
    elsewhere().find(isComplete) ??
    developmentModules(tree, manage).find(one => isComplete(one) && isForDevelopment(one) && buildsOn(one, base));
  const better = full && (isForProduction(full) ? others().find(isForDevelopment) : isShared(full) ? completed(full) : full);
  const settings = better ?? full ?? others()[0] ?? named[0];
  if (!settings) throw missing(manage);
  if (/^(\s|#.*)*$/.test(tree.read(settings.file) ?? '')) throw empty(settings);
  return settings;
}

/** Some manage.py name a module for `manage.py test` before the one for everything else. */
function likeliestOf(named: readonly DjangoSettingsModule[]): DjangoSettingsModule | undefined {
  return named.find(one => !namesTests(one.module)) ?? named[0];
}

/** What all environments share has no database: the module of one of them adds it. */
function isShared({scope}: DjangoSettingsModule): boolean {
  return !scope.has('DATABASES');
}

function isComplete(one: DjangoSettingsModule): boolean {
  return isFull(one) && !isShared(one) && !isForProduction(one) && !namesTests(one.module);
}

function buildsOn({program}: DjangoSettingsModule, base: DjangoSettingsModule): boolean {
  return program.modules.has(base.file);
}

/** Some manage.py name what production runs with, for servers where nobody says otherwise: by its name, or with DEBUG off. */
function isForProduction(one: DjangoSettingsModule): boolean {
  const debug = settingOf(one, 'DEBUG');
  return /(^|[._])(prod|production|staging)$/.test(one.module) || (debug?.kind === 'const' && debug.value === false);
}

function isForDevelopment({module}: DjangoSettingsModule): boolean {
  return /(^|[._])(dev|devel|develop|development|local)$/.test(module);
}

/** The value of a setting, the likeliest one; undefined where it is not set. */
export function settingOf({scope}: DjangoSettingsModule, name: string): Value | undefined {
  const binding = scope.get(name);
  return binding && likeliest(binding.value);
}

/** Where settings are set, those that are. */
export function proofsOf({scope}: DjangoSettingsModule, ...names: readonly string[]): readonly Proof[] {
  return names.flatMap(name => scope.get(name)?.where ?? []);
}

/** The module with what it sets; undefined where the project has none of that name. */
export function openSettings(tree: Code, manage: Manage, module: string, proofs: readonly Proof[]): DjangoSettingsModule | undefined {
  const file = settingsFile(tree, manage.workdir, module);
  const open = (path: string, given: ReadonlyMap<string, string>): DjangoSettingsModule => {
    const program = makeProgram(tree, manage.workdir, {given});
    const scope = withConfiguration(program.load(path), manage.configuration);
    return {module, file: path, scope, program, proofs, given: values => open(path, new Map([...given, ...values]))};
  };
  return file === null ? undefined : open(file, new Map());
}

/** The attributes of a django-configurations class count as settings. */
function withConfiguration(scope: Scope, name: string | null): Scope {
  const value = name === null ? undefined : scope.get(name)?.value;
  return value?.kind === 'class' ? new Map<string, Binding>([...scope, ...value.scope]) : scope;
}

/** Whether it sets what every project sets. */
export function isFull({scope}: DjangoSettingsModule): boolean {
  return scope.has('INSTALLED_APPS') || scope.has('DATABASES') || scope.has('ROOT_URLCONF');
}

const usual = ['development', 'dev', 'local', 'base', 'common', 'settings'];

/** Modules of the packages that manage.py names, and of settings packages beside it. */
function developmentModules(tree: Code, manage: Manage): readonly DjangoSettingsModule[] {
  const packages = manage.settings.flatMap(({module}) => [module, module.split('.').slice(0, -1).join('.')]).filter(name => name !== '');
  const found = tree
    .list(manage.workdir)
    .filter(entry => entry.directory)
    .flatMap(({name}) => [`${name}.settings`, name === 'settings' ? name : '']);
  return [...new Set([...packages, ...found])]
    .filter(name => name !== '')
    .flatMap(name => {
      const itself = openSettings(tree, manage, name, []);
      const below = usual.flatMap(module => openSettings(tree, manage, `${name}.${module}`, []) ?? []);
      return itself && isFull(itself) ? [itself, ...below] : below;
    });
}

/** `manage.py check` passes on an empty package; nothing else does. */
function empty({module, file, proofs}: DjangoSettingsModule): DevenvError {
  return new DevenvError('usage', `The settings module ${module} (${file}) sets nothing, and no other one was found`, {
    where: proofs[0] ?? {file, line: 1},
    next: ['Name the one for development in devenv.yaml: django.settings: package.settings.dev'],
  });
}

function missing(manage: Manage): DevenvError {
  const [named] = manage.settings;
  const says = named
    ? `${manage.file} names the settings module ${named.module}, which the project does not have`
    : `${manage.file} names no settings module`;
  return new DevenvError('usage', says, {
    where: named?.where ?? {file: manage.file, line: 1},
    next: ['Name it in devenv.yaml: django.settings: package.settings'],
  });
}
