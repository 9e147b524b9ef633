import {expect, it} from '@jest/globals';
import {listNeeded} from '../../../src/project/drift';
import {readFacts} from '../../../src/project/facts';
import {memoryTree} from '../memory-tree';
import {plainSettings} from '../settings';

it('what a project without a list needs is what it imports and what its settings name, by their packages', () => {
  const middleware =
    'X = ["corsheaders.middleware.Cors", "shop.middleware.Own", "django.middleware.common.C", "www.example.com", "os.path.P"]\n';
  const tree = memoryTree({
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
    'site/__init__.py': '',
    'site/settings.py': `import decouple, os\nINSTALLED_APPS = ["shop", "django.contrib.admin", "taggit"]\n${middleware}`,
    'shop/__init__.py': '',
    'shop/tests.py': 'import faker\n',
  });
  const needed = listNeeded(tree, readFacts(tree, plainSettings));
  expect(needed).toEqual(['django-cors-headers', 'django-taggit', 'python-decouple']);
});
