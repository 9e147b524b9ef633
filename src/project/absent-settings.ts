import {posix} from 'node:path';
import type {AbsentSettings} from '../model/absent-settings';
import {settingsFile, type Manage} from './manage';
import {likeliest} from './python-source/choice';
import {getKey} from './python-source/containers';
import {show} from './python-source/show';
import {constant} from './python-source/value';
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
  const imported = once.flatMap(({path, where}): readonly AbsentSettings[] => {
    const sample = sampleOf(tree, path);
    if (sample === null && !personal.test(posix.basename(path, '.py'))) return [];
    return [{file: path, sample, needed: isShut, where, ...(sample === null || isShut || isWhole ? {} : {unwritten: true as const})}];
  });
  const ignored = isWhole ? [] : listIgnored(tree);
  const found = [...imported, ...listNamed(tree, manage), ...ignored];
  return found.filter(({file}, at) => found.findIndex(one => one.file === file) === at);
}

/** The module that manage.py names, where the repository has only a sample of it. */
function listNamed(tree: Code, {settings, workdir}: Manage): readonly AbsentSettings[] {
  return settings.flatMap(({module, where}) => {
    const file = posix.join(workdir, `${module.replaceAll('.', '/')}.py`);
    const sample = settingsFile(tree, workdir, module) === null ? sampleOf(tree, file) : null;
    return sample === null ? [] : [{file, sample, needed: false, where, unwritten: true as const}];
  });
}

/** Modules that git ignores by their path and of which the repository has a sample. */
function listIgnored(tree: Tree): readonly AbsentSettings[] {
  return (tree.read('.gitignore') ?? '').split('\n').flatMap((text, at) => {
    const [, path] = /^\/?([\w.-]+(?:\/[\w.-]+)*\.py)\s*$/.exec(text) ?? [];
    const sample = path === undefined || tree.exists(path) ? null : sampleOf(tree, path);
    if (path === undefined || sample === null) return [];
    return [{file: path, sample, needed: false, where: {file: '.gitignore', line: at + 1}, unwritten: true}];
  });
}

function namesDatabase(settings: DjangoSettingsModule): boolean {
  const value = settingOf(settings, 'DATABASES');
  return value?.kind === 'dict' && likeliest(getKey(value, constant('default'))).kind !== 'unknown';
}

function sampleOf(tree: Tree, path: string): string | null {
  const stem = path.replace(/\.py$/, '');
  const names = samples.flatMap(suffix => [`${path}${suffix}`, `${stem}${suffix}.py`, `${stem}${suffix.replace(/^[.-]/, '_')}.py`]);
  return names.find(name => tree.exists(name)) ?? null;
}

function isOff(settings: DjangoSettingsModule, name: string): boolean {
  const value = settingOf(settings, name);
  return value === undefined || (value.kind === 'const' && value.value === false);
}

function isEmpty(settings: DjangoSettingsModule, name: string): boolean {
  const value = settingOf(settings, name);
  return value === undefined || show(value) === '';
}
