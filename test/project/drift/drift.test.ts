import {describe, expect, it} from '@jest/globals';
import {compareImports} from '../../../src/project/drift';
import {compareListed} from '../../../src/project/drift/listed';
import {readFacts} from '../../../src/project/facts';
import {memoryTree} from '../memory-tree';
import {plainSettings} from '../settings';

type Files = Readonly<Record<string, string>>;

const settings = 'INSTALLED_APPS = ["shop"]\nROOT_URLCONF = "site.urls"\n';
const frozen = 'Django==5.2\nasgiref==3.8\nsqlparse==0.5\n';

function read(files: Files) {
  const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';
  const site = {'site/__init__.py': '', 'site/settings.py': settings, 'shop/__init__.py': ''};
  const tree = memoryTree({'manage.py': manage, ...site, ...files});
  return {tree, project: readFacts(tree, plainSettings)};
}

function imported(files: Files): readonly string[] {
  const {tree, project} = read(files);
  return compareImports(tree, project).map(({where, module, next}) => `${where.file}:${String(where.line)} ${module ?? ''}: ${next}`);
}

function listed(files: Files, own = plainSettings): readonly string[] {
  const {tree, project} = read(files);
  return compareListed(tree, project, own).map(
    ({kind, where, what, next}) => `${kind} ${where.file}:${String(where.line)} ${what}: ${next}`,
  );
}

describe('an import that no package provides', () => {
  it.each<[string, Files, readonly string[]]>([
    ['in the settings', {'site/settings.py': `import nowhere\n${settings}`}, ['site/settings.py:1 nowhere: devenv add nowhere']],
    ['in URLs', {'site/urls.py': 'import os\nfrom no_where.x import y\n'}, ['site/urls.py:2 no_where: devenv add no-where']],
    ['under the name of its package', {'shop/views.py': 'import yaml\n'}, ['shop/views.py:1 yaml: devenv add pyyaml']],
    [
      'in what a view imports',
      {'shop/views.py': 'from .deep import x\n', 'shop/deep.py': 'import nowhere\n'},
      ['shop/deep.py:1 nowhere: devenv add nowhere'],
    ],
    ['in a test', {'shop/tests/test_x.py': 'import nowhere\n'}, ['shop/tests/test_x.py:1 nowhere: devenv add nowhere --dev']],
    [
      'at what ships before a test',
      {'shop/conftest.py': 'import nowhere\n', 'shop/views.py': 'import nowhere\n'},
      ['shop/views.py:1 nowhere: devenv add nowhere'],
    ],
    ['once', {'shop/models.py': 'import nowhere\n', 'shop/views.py': 'import nowhere\n'}, ['shop/models.py:1 nowhere: devenv add nowhere']],
  ])('is told %s', (_what, files, found) => {
    expect(imported({'requirements.txt': frozen, ...files})).toEqual(found);
  });

  it.each<[string, Files]>([
    [
      'of the standard library, a later or an earlier one',
      {'shop/views.py': 'import os, tomllib, imp, distutils.util\nfrom __future__ import annotations\n'},
    ],
    ['of the project', {'shop/views.py': 'import lib.x\nfrom site import settings\nfrom shop.models import A\n', 'lib/x.py': ''}],
    [
      'on a search path that somebody changed',
      {
        'manage.py': 'import os, sys\nsys.path.insert(0, "apps")\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
        'apps/cart/__init__.py': '',
        'shop/views.py': 'import cart\n',
      },
    ],
    ['that may be missing', {'shop/views.py': 'try:\n    import nowhere\nexcept ImportError:\n    nowhere = None\n'}],
    ['in a file that nothing imports', {'shop/backends.py': 'import nowhere\n', 'scripts/once.py': 'import nowhere\n'}],
    ['beside a test', {'tests/test_a.py': 'import factories\n', 'tests/factories.py': ''}],
    ['of what comes with a package', {'shop/views.py': 'import asgiref.sync\nimport pkg_resources\n'}],
  ])('is not told: %s', (_what, files) => {
    expect(imported({'requirements.txt': frozen, ...files})).toEqual([]);
  });

  it.each([
    ['rest_framework', 'djangorestframework'],
    ['rest_framework_simplejwt', 'djangorestframework-simplejwt'],
    ['corsheaders', 'django-cors-headers'],
    ['environ', 'django-environ'],
    ['social_django', 'social-auth-app-django'],
    ['djmoney', 'django-money'],
    ['oauth2_provider', 'django-oauth-toolkit'],
    ['dateutil', 'python-dateutil'],
    ['PIL', 'Pillow'],
    ['bs4', 'beautifulsoup4'],
    ['sklearn', 'scikit-learn'],
    ['jwt', 'PyJWT'],
    ['MySQLdb', 'mysqlclient'],
    ['google', 'google-cloud-storage'],
  ])('%s is of %s', (module, name) => {
    expect(imported({'requirements.txt': `${frozen}${name}==1.0\n`, 'shop/views.py': `import ${module}\n`})).toEqual([]);
  });
});

const devenvLock = (...production: readonly string[]) =>
  JSON.stringify({inputs: 'x', python: '3.13', as_of: '', production, development: [], images: {}});
const uvLock = (...packages: readonly string[]) =>
  `version = 1\n[[package]]\nname = "site"\nversion = "0"\nsource = {virtual = "."}\ndependencies = [{name = "django"}]\n${packages.map(text => `[[package]]\n${text}\n`).join('')}`;
const pyproject = '[project]\nname = "site"\ndependencies = [\n  "django>=5.2,<6",\n  "redis",\n]\n';
const poetry = '[tool.poetry.dependencies]\npython = "^3.12"\ndjango = "^5.2"\nredis = "^6"\n';

describe('a listed package', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'that devenv.lock lacks',
      {'requirements.txt': 'Django\nredis\n', 'devenv.lock': devenvLock('django==5.2')},
      ['unlocked requirements.txt:2 redis is listed, and devenv.lock does not hold it: devenv lock'],
    ],
    [
      'that devenv.lock has too old',
      {'requirements.txt': 'Django>=5.2\n', 'devenv.lock': devenvLock('django==4.2.1')},
      ['misfit requirements.txt:1 django>=5.2 is listed, and devenv.lock holds 4.2.1: devenv lock'],
    ],
    [
      'that a marker leaves out',
      {'requirements.txt': 'Django\ntomli; python_version < "3.11"\n', 'devenv.lock': devenvLock('django==5.2')},
      [],
    ],
    [
      'that uv.lock lacks',
      {'pyproject.toml': pyproject, 'uv.lock': uvLock('name = "django"\nversion = "5.2"')},
      ['unlocked pyproject.toml:5 redis is listed, and uv.lock does not hold it: devenv lock'],
    ],
    [
      'that uv.lock has in another version',
      {'pyproject.toml': pyproject, 'uv.lock': uvLock('name = "django"\nversion = "6.0"', 'name = "redis"\nversion = "6"')},
      ['misfit pyproject.toml:4 django>=5.2,<6 is listed, and uv.lock holds 6.0: devenv lock'],
    ],
    [
      'that poetry.lock has too old',
      {
        'pyproject.toml': poetry,
        'poetry.lock':
          '[[package]]\nname = "django"\nversion = "5.2.1"\n[[package]]\nname = "redis"\nversion = "5.0"\n[metadata]\nlock-version = "2.1"\n',
      },
      ['misfit pyproject.toml:4 redis>=6,<7 is listed, and poetry.lock holds 5.0: devenv lock'],
    ],
    [
      'that Pipfile.lock lacks',
      {
        'Pipfile': '[packages]\ndjango = "*"\nredis = "*"\n',
        'Pipfile.lock': '{"_meta": {}, "default": {"django": {"version": "==5.2"}}, "develop": {}}',
      },
      ['unlocked Pipfile:3 redis is listed, and Pipfile.lock does not hold it: devenv lock'],
    ],
    [
      'that the compiled file has in another version',
      {
        'requirements.in': 'Django==5.1\n',
        'requirements.txt': '# This file is autogenerated by pip-compile\n#\n#    pip-compile requirements.in\nDjango==5.2\n',
      },
      ['misfit requirements.in:1 django==5.1 is listed, and requirements.txt holds 5.2: devenv lock'],
    ],
    [
      'that the lock has as it should',
      {'pyproject.toml': pyproject, 'uv.lock': uvLock('name = "django"\nversion = "5.2.3"', 'name = "Redis"\nversion = "6"')},
      [],
    ],
    [
      'of installers, which pip-compile leaves out',
      {
        'requirements.in': 'Django==5.2\nsetuptools\n',
        'requirements.txt': '# This file is autogenerated by pip-compile\n#\n#    pip-compile requirements.in\nDjango==5.2\n',
      },
      [],
    ],
    [
      'by a URL without a name',
      {
        'requirements.txt': 'Django\ngit+https://example.com/encode/django-rest-framework\n',
        'devenv.lock': devenvLock('django==5.2', 'djangorestframework @ git+https://example.com/x@0123'),
      },
      [],
    ],
    [
      'from a repository',
      {
        'requirements.txt': 'Django\nx @ git+https://example.com/x@main\n',
        'devenv.lock': devenvLock('django==5.2', 'x @ git+https://example.com/x@0123'),
      },
      [],
    ],
  ])('%s', (_what, files, found) => {
    expect(listed(files)).toEqual(found);
  });

  it('is not missed where devenv.yaml drops or replaces it, however it is written', () => {
    const files = {'requirements.txt': 'Django\nPyYAML\nPillow\n', 'devenv.lock': devenvLock('django==5.2')};
    expect(listed(files, {...plainSettings, drop: ['Pillow'], replace: {PyYAML: '==6.0'}})).toEqual([]);
  });

  it('that devenv.yaml drops or replaces is settled there', () => {
    const files = {'requirements.txt': 'Django\nredis\ncelery<5\n', 'devenv.lock': devenvLock('django==5.2', 'celery==5.6')};
    expect(listed(files, {...plainSettings, drop: ['redis'], replace: {celery: '==5.6'}})).toEqual([]);
  });
});
