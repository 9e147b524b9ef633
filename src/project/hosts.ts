import {stringOf} from './python-source/value';
import {settingOf, type DjangoSettingsModule} from './settings';

/** ALLOWED_HOSTS where the code itself lists them; empty where it does not, or where a part of the list is not known. */
export function readHosts(module: DjangoSettingsModule): readonly string[] {
  const value = settingOf(module, 'ALLOWED_HOSTS');
  const names = value?.kind === 'list' ? value.items.map(stringOf) : [];
  return names.every(name => name !== null) ? names : [];
}
