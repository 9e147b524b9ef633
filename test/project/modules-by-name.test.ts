import {describe, expect, it} from '@jest/globals';
import {readFacts, type Facts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';
const configuration = 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "localhost", "USER": "shop"}}\n';

function read(settings: string): Facts {
  const files = {'manage.py': manage, 'site/__init__.py': '', 'site/settings.py': settings, 'site/configuration.py': configuration};
  return readFacts(memoryTree(files), plainSettings);
}

const taken = '\nDATABASES = getattr(configuration, "DATABASES", {})\n';

describe('settings in a module that is imported by its name', () => {
  it.each([
    ['as a text', 'import importlib\nconfiguration = importlib.import_module("site.configuration")'],
    [
      'that a variable has where nobody sets it',
      'import os\nfrom importlib import import_module\nconfiguration = import_module(os.getenv("CONFIGURATION", "site.configuration"))',
    ],
    [
      'by a function that a variable may send elsewhere',
      'import os, importlib\ndef load():\n    name = os.environ.get("CONFIGURATION")\n    if name:\n        return importlib.import_module(name)\n    return importlib.import_module("site.configuration")\nconfiguration = load()',
    ],
  ])('are found: %s', (_how, code) => {
    expect(read(code + taken).database).toMatchObject({engine: 'postgresql', parts: {USER: {value: 'shop'}}});
  });

  it('are what getattr is given instead, where the module does not have them', () => {
    const code = 'import importlib\nX = getattr(importlib.import_module("site.configuration"), "CACHES", None)\n';
    expect(
      read(`${code}DATABASES = getattr(importlib.import_module("site.configuration"), "OTHER", {"default": {"ENGINE": "x.sqlite3"}})\n`)
        .database.engine,
    ).toBe('sqlite');
  });

  it('are not known where the module is none of the project', () => {
    expect(read(`import importlib\nconfiguration = importlib.import_module("elsewhere.configuration")${taken}`).database.engine).toBeNull();
  });
});
