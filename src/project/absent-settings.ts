import {posix} from 'node:path';
import type {AbsentSettings} from '../model/absent-settings';
import type {Proof} from '../model/proof';
import type {Settings} from '../model/settings';
import {findCopied} from './copies';
import {findManage, settingsFile, type Manage} from './manage';
import {likeliest} from './python-source/choice';
import {getKey} from './python-source/containers';
import {parent} from './python-source/path';
import {show} from './python-source/show';
import {constant, unknown} from './python-source/value';
import {settingOf, type DjangoSettingsModule} from './settings';
import type {Code} from './python-source/code';
import type {Tree} from './tree';

const personal = /(^|_)(local|private|secrets?|override|overrides|personal|dev|development|custom)(_|$)/;
const samples = ['.example', '.sample', '.dist', '.template', '.default', '-dist', '-example', '-sample'];

/**
 * Files that each person is meant to write, which the settings import and git does not have. `needed` says that Django
 * would refuse every request without one: DEBUG is off and no host is allowed.
 */
export function findAbsentSettings(tree: Code, settings: DjangoSettingsModule, manage: Manage): readonly AbsentSettings[] {
  const isShut = isOff(settings, 'DEBUG') && isEmpty(settings, 'ALLOWED_HOSTS');
  const isWhole = namesDatabase(settings);
  const paths = settings.program.absent.map(({path}) => path);
  const once = settings.program.absent.filter(({path}, at) => paths.indexOf(path) === at);
  const imported = once.flatMap(({path, where, certain}): readonly AbsentSettings[] => {
    const found = isDotenv(path) ? {sample: null, where} : sampleOf(tree, path, where);
    if (found.sample === null && !isPersonal(tree, path)) return [];
    const isEnough = !isShut || opens(tree.read(found.sample ?? '') ?? '');
    const unwritten = certain || (found.sample !== null && !isWhole && isEnough);
    return [{file: path, ...found, needed: isShut && isReadable(settings) && !unwritten, ...(unwritten ? {unwritten} : {})}];
  });
  const ignored = isWhole ? [] : listIgnored(tree);
  const found = [...imported, ...listNamed(tree, manage), ...ignored];
  return found.filter(({file}, at) => found.findIndex(one => one.file === file) === at);
}

/** The module that manage.py names, where the repository has only a sample of it and devenv.yaml names no other. */
export function findUnwritten(tree: Code, asked: Settings['django']): readonly AbsentSettings[] {
  return asked.settings === null ? listNamed(tree, findManage(tree, asked.manage)) : [];
}

function listNamed(tree: Code, {settings, workdir}: Manage): readonly AbsentSettings[] {
  if (settings.some(({module}) => settingsFile(tree, workdir, module) !== null)) return [];
  return settings.flatMap(({module, where}) => {
    const file = posix.join(workdir, `${module.replaceAll('.', '/')}.py`);
    const found = sampleOf(tree, file, where);
    return found.sample === null ? [] : [{file, ...found, needed: false, unwritten: true as const}];
  });
}

/** Modules that git ignores by their path and of which the repository has a sample. */
function listIgnored(tree: Tree): readonly AbsentSettings[] {
  return (tree.read('.gitignore') ?? '').split('\n').flatMap((text, at) => {
    const [, path] = /^\/?([\w.-]+(?:\/[\w.-]+)*\.py)\s*$/.exec(text) ?? [];
    if (path === undefined || tree.exists(path)) return [];
    const found = sampleOf(tree, path, {file: '.gitignore', line: at + 1});
    return found.sample === null ? [] : [{file: path, ...found, needed: false, unwritten: true}];
  });
}

function namesDatabase(settings: DjangoSettingsModule): boolean {
  const value = settingOf(settings, 'DATABASES');
  const chosen = value?.kind === 'dict' ? likeliest(getKey(value, constant('default'))) : unknown;
  return chosen.kind !== 'unknown' && !(chosen.kind === 'const' && chosen.value === null);
}

/** What its sample has for each variable is not what containers have. */
function isDotenv(path: string): boolean {
  return /(^|\/)\.env(\.|$)/.test(path);
}

/** A module by its name, in a directory of the project: what is installed has others. Of any other file it is known that it is read. */
function isPersonal(tree: Tree, path: string): boolean {
  return !path.endsWith('.py') || (personal.test(posix.basename(path, '.py')) && tree.list(parent(path)).length > 0);
}

/** What the project's own recipes copy there, else a file whose name says so; `where` is what asks for it. */
function sampleOf(tree: Tree, path: string, where: Proof): {readonly sample: string | null; readonly where: Proof} {
  return findCopied(tree, path) ?? {sample: namedLike(tree, path), where};
}

function namedLike(tree: Tree, path: string): string | null {
  const ending = posix.extname(path);
  const stem = path.slice(0, path.length - ending.length);
  const names = samples.flatMap(suffix => [
    `${path}${suffix}`,
    `${stem}${suffix}${ending}`,
    `${stem}${suffix.replace(/^[.-]/, '_')}${ending}`,
  ]);
  return names.find(name => tree.exists(name)) ?? null;
}

/** Whether a sample has what settings lack that refuse every request and name no database. */
function opens(sample: string): boolean {
  return [/^DATABASES\b/m, /^(DEBUG\s*=\s*True\b|ALLOWED_HOSTS\b)/m].every(pattern => pattern.test(sample));
}

/** Nothing is served without ROOT_URLCONF: where it is not set, what sets it may set the rest, as may a package that nobody read yet. */
function isReadable({scope, program}: DjangoSettingsModule): boolean {
  return scope.has('ROOT_URLCONF') && program.borrowed.every(({isRead}) => isRead);
}

function isOff(settings: DjangoSettingsModule, name: string): boolean {
  const value = settingOf(settings, name);
  return value === undefined || (value.kind === 'const' && value.value === false);
}

function isEmpty(settings: DjangoSettingsModule, name: string): boolean {
  const value = settingOf(settings, name);
  return value === undefined || show(value) === '';
}
