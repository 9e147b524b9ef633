import type {Project} from '../model/project';
import {join} from './python-source/path';
import {show} from './python-source/show';
import {settingOf, type DjangoSettingsModule} from './settings';

/** Where static files or uploads are served from and collected to. */
export function readStatic(settings: DjangoSettingsModule, workdir: string, kind: 'STATIC' | 'MEDIA'): Project['static'] {
  const url = settingOf(settings, `${kind}_URL`);
  const text = url ? show(url) : null;
  return {url: asPrefix(text === null || text === '' ? kind.toLowerCase() : text), root: rootOf(settings, workdir, `${kind}_ROOT`)};
}

/** Django makes "static/" absolute and wants the slash at the end. */
function asPrefix(url: string): string {
  const closed = url.endsWith('/') ? url : `${url}/`;
  return /^(\/|[a-z]+:\/\/)/.test(closed) ? closed : `/${closed}`;
}

/** Relative to the root; a relative text is below the working directory. */
function rootOf(settings: DjangoSettingsModule, workdir: string, name: string): string | null {
  const value = settingOf(settings, name);
  if (value?.kind === 'path') return value.path;
  const text = value ? show(value) : null;
  return text === null || text === '' ? null : join(workdir, text);
}
