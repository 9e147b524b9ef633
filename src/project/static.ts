import type {Project} from '../model/project';
import {likeliest} from './python-source/choice';
import {getKey} from './python-source/containers';
import {join} from './python-source/path';
import {show} from './python-source/show';
import {constant} from './python-source/value';
import {settingOf, type DjangoSettingsModule} from './settings';

/** Where static files or uploads are served from and collected to. */
export function readStatic(settings: DjangoSettingsModule, workdir: string, kind: 'STATIC' | 'MEDIA'): Project['static'] {
  const url = settingOf(settings, `${kind}_URL`);
  const text = url ? show(url) : null;
  const root = isElsewhere(settings, kind) ? null : rootOf(settings, workdir, `${kind}_ROOT`);
  return {url: asPrefix(text === null || text === '' ? kind.toLowerCase() : text), root};
}

const storages = {STATIC: ['STATICFILES_STORAGE', 'staticfiles'], MEDIA: ['DEFAULT_FILE_STORAGE', 'default']} as const;

/** Whether the files go to a bucket, which no build can reach. */
function isElsewhere(settings: DjangoSettingsModule, kind: 'STATIC' | 'MEDIA'): boolean {
  const [name, key] = storages[kind];
  const all = settingOf(settings, 'STORAGES');
  const entry = all && likeliest(getKey(all, constant(key)));
  const backend = settingOf(settings, name) ?? (entry && likeliest(getKey(entry, constant('BACKEND'))));
  return /^storages\.backends\.|S3\w*Storage|GoogleCloud\w*Storage|Azure\w*Storage|Cloudinary/.test((backend && show(backend)) ?? '');
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
