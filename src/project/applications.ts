import {settingsFile} from './manage';
import {show} from './python-source/show';
import {settingOf, type DjangoSettingsModule} from './settings';
import type {Tree} from './tree';

/** INSTALLED_APPS as far as its items are known. */
export function listApps(settings: DjangoSettingsModule): readonly string[] {
  const value = settingOf(settings, 'INSTALLED_APPS');
  return value?.kind === 'list' ? [...new Set(value.items.flatMap(item => show(item) ?? []))] : [];
}

/** "package.wsgi:application": what the settings name, else a module of that name beside the settings or above them. */
export function findApplication(tree: Tree, workdir: string, settings: DjangoSettingsModule, kind: 'wsgi' | 'asgi'): string | null {
  const value = settingOf(settings, `${kind.toUpperCase()}_APPLICATION`);
  const named = value ? show(value) : null;
  const [module, object] = split(named ?? '');
  if (object !== '' && settingsFile(tree, workdir, module) !== null) return `${module}:${object}`;
  const found = [...packagesAbove(settings.module).map(name => `${name}.${kind}`), kind].find(
    name => settingsFile(tree, workdir, name) !== null,
  );
  return found === undefined ? null : `${found}:application`;
}

function split(dotted: string): readonly [string, string] {
  const at = dotted.lastIndexOf('.');
  return at < 0 ? [dotted, ''] : [dotted.slice(0, at), dotted.slice(at + 1)];
}

function packagesAbove(module: string): readonly string[] {
  const [above] = split(module);
  return above === '' || above === module ? [] : [above, ...packagesAbove(above)];
}
