import {settingsFile} from './manage';
import type {Code} from './python-source/code';
import {show} from './python-source/show';
import {settingOf, type DjangoSettingsModule} from './settings';

/** INSTALLED_APPS as far as its items are known. */
export function listApps(settings: DjangoSettingsModule): readonly string[] {
  const value = settingOf(settings, 'INSTALLED_APPS');
  return value?.kind === 'list' ? [...new Set(value.items.flatMap(item => show(item) ?? []))] : [];
}

/** A module of the project and the application in it; `name` is what a server takes, such as "package.wsgi:application". */
export interface Application {
  readonly name: string;
  readonly file: string;
}

/** What the settings name, else a module of that name beside the settings or above them. */
export function findApplication(tree: Code, workdir: string, settings: DjangoSettingsModule, kind: 'wsgi' | 'asgi'): Application | null {
  const value = settingOf(settings, `${kind.toUpperCase()}_APPLICATION`);
  const named = split((value && show(value)) ?? '');
  const beside = [...packagesAbove(settings.module).map(name => `${name}.${kind}`), kind].map(name => [name, 'application'] as const);
  for (const [module, object] of named[1] === '' ? beside : [named, ...beside]) {
    const file = settingsFile(tree, workdir, module);
    if (file !== null) return {name: `${module}:${object}`, file};
  }
  return null;
}

function split(dotted: string): readonly [string, string] {
  const at = dotted.lastIndexOf('.');
  return at < 0 ? [dotted, ''] : [dotted.slice(0, at), dotted.slice(at + 1)];
}

function packagesAbove(module: string): readonly string[] {
  const [above] = split(module);
  return above === '' || above === module ? [] : [above, ...packagesAbove(above)];
}
