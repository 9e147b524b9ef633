import type {Settings} from '../../src/model/settings';
import {readFacts, type Facts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

export type Files = Readonly<Record<string, string>>;

export const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';
export const plain: Files = {'manage.py': manage, 'site/__init__.py': '', 'site/settings.py': 'ROOT_URLCONF = "site.urls"\n'};

/** The facts of a plain project with further files. */
export function read(files: Files, settings: Partial<Settings> = {}): Facts {
  return readFacts(memoryTree({...plain, ...files}), {...plainSettings, ...settings});
}
