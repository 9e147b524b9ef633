import {describe, expect, it} from '@jest/globals';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")';

describe('the settings that ship', () => {
  const split = {
    'manage.py': manage,
    'site/settings/__init__.py': '',
    'site/settings/base.py': 'INSTALLED_APPS = ["a"]',
    'site/settings/dev.py': 'from .base import *\nINSTALLED_APPS += ["debug_toolbar"]',
  };
  const production = (files: Readonly<Record<string, string>>, asked: string | null = null) =>
    readFacts(memoryTree({...split, ...files}), {...plainSettings, django: {...plainSettings.django, production_settings: asked}})
      .production;
  const full = 'import os\nfrom .base import *\nSECRET_KEY = os.environ["KEY"]\nSTATIC_ROOT = "/srv/collected"';

  it('are those that wsgi.py sets', () => {
    const wsgi = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings.live")';
    expect(production({'site/wsgi.py': wsgi, 'site/settings/live.py': full, 'site/settings/production.py': full})).toMatchObject({
      settings: 'site.settings.live',
      static: {root: '/srv/collected'},
      variables: [{name: 'KEY', required: true}],
    });
  });

  it('are beside those of development', () => {
    expect(production({'site/settings/production.py': full})?.settings).toBe('site.settings.production');
  });

  it('are refused where devenv.yaml names none of the project', () => {
    const refused = expect.objectContaining({code: 'usage', message: expect.stringContaining('django.production_settings')});
    expect(() => production({'site/settings/production.py': full}, 'site.settings.prodction')).toThrow(refused);
  });

  it('are those of devenv.yaml, also where reading sees little of them', () => {
    expect(production({'site/shared.py': 'from elsewhere import *'}, 'site.shared')?.settings).toBe('site.shared');
  });

  it('are those of devenv.yaml', () => {
    expect(production({'site/settings/production.py': full}, 'site.settings.base')?.settings).toBe('site.settings.base');
  });

  it.each([
    ['nothing names others', {}],
    ['wsgi.py sets a module that is not there', {'site/wsgi.py': 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "site.gone"'}],
    ['wsgi.py sets an empty one', {'site/wsgi.py': 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "site.settings"'}],
  ])('are those of development where %s', (_, files) => {
    expect(production(files)).toBeNull();
  });
});
