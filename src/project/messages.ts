import {posix} from 'node:path';
import type {Messages} from '../model/messages';
import {show} from './python-source/show';
import {settingOf, type DjangoSettingsModule} from './settings';
import type {Tree} from './tree';

/**
 * Translations that the repository has as text alone: catalogs of `locale` directories that git ignores once they are
 * compiled, or that nobody compiled. Null where there are none, and where the settings turn translation off.
 */
export function findMessages(tree: Tree, settings: DjangoSettingsModule): Messages | null {
  const translates = settingOf(settings, 'USE_I18N');
  if (translates !== undefined && show(translates) === 'False') return null;
  const sources = tree.files().filter(file => file.endsWith('.po') && /^(.*\/)?[\w@-]+\/LC_MESSAGES\/[^/]+$/.test(file));
  const directories = [...new Set(sources.map(file => posix.join(file, '../../..')))].map(path => (path === '.' ? '' : path));
  const ignored = isIgnored(tree, directories);
  const open = ignored ? sources : sources.filter(file => !tree.exists(file.replace(/\.po$/, '.mo')));
  return open.length === 0 ? null : {directories: directories.filter(one => open.some(file => below(file, one))), ignored};
}

function below(file: string, directory: string): boolean {
  return posix.join(file, '../../..') === (directory === '' ? '.' : directory);
}

/** Whether a .gitignore of the root or above a catalog names compiled ones. */
function isIgnored(tree: Tree, directories: readonly string[]): boolean {
  const places = new Set(['', ...directories.flatMap(path => [path, posix.dirname(path).replace(/^\.$/, '')])]);
  return [...places].some(place => /^[^#!\n]*\*\.mo\s*$/m.test(tree.read(posix.join(place, '.gitignore')) ?? ''));
}
