import {expect, it} from '@jest/globals';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const plain = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
  'site/__init__.py': '',
  'site/settings.py': 'INSTALLED_APPS = []\n',
  'requirements.txt': 'Django==5.2.7\n',
};
const german = {'site/locale/de/LC_MESSAGES/django.po': 'msgid ""'};
const compiled = {'site/locale/de/LC_MESSAGES/django.mo': 'binary'};
const ignores = {'.gitignore': '*.pyc\n*.mo\n'};

it.each<[string, Readonly<Record<string, string>>, unknown]>([
  ['none', {}, null],
  ['catalogs that nobody compiled', german, {directories: ['site/locale'], ignored: false}],
  ['compiled ones in the repository', {...german, ...compiled}, null],
  ['compiled ones that git ignores, before', {...german, ...ignores}, {directories: ['site/locale'], ignored: true}],
  ['compiled ones that git ignores, after', {...german, ...ignores, ...compiled}, {directories: ['site/locale'], ignored: true}],
  ['catalogs in the root', {'de/LC_MESSAGES/django.po': '', ...ignores}, {directories: [''], ignored: true}],
  ['a .gitignore that takes them back', {...german, ...compiled, '.gitignore': '!*.mo\n# *.mo\n'}, null],
  ['settings that do not translate', {...german, 'site/settings.py': 'INSTALLED_APPS = []\nUSE_I18N = False\n'}, null],
])('%s', (_what, files, messages) => {
  expect(readFacts(memoryTree({...plain, ...files}), plainSettings).messages).toEqual(messages);
});
