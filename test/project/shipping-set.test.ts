import {describe, expect, it} from '@jest/globals';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

type Files = Readonly<Record<string, string>>;

function sets(apps: string, files: Files): readonly (readonly string[])[] {
  const tree = {
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.local")\n',
    'site/__init__.py': '',
    'site/local.py': `INSTALLED_APPS = [${apps}]\nROOT_URLCONF = "site.urls"\n`,
    ...files,
  };
  const {production, development} = readFacts(memoryTree(tree), plainSettings).dependencies;
  return [production, development].map(set => set.flatMap(({file, requirements}) => [file, ...requirements.map(({name}) => name)]));
}

const plain = {'requirements.txt': 'Django', 'dev-requirements.txt': 'django-debug-toolbar\npytest'};

describe('what ships', () => {
  it('is both sets where the only settings install an app of the development set', () => {
    const [production, development] = sets('"debug_toolbar"', plain);
    expect(production).toEqual(['requirements.txt', 'django', 'dev-requirements.txt', 'django-debug-toolbar', 'pytest']);
    expect(development).toEqual([]);
  });

  it('is one file once, where it holds both sets', () => {
    const pyproject = '[project]\ndependencies = ["Django"]\n[dependency-groups]\ndev = ["django-debug-toolbar"]\n';
    expect(sets('"debug_toolbar"', {'pyproject.toml': pyproject})).toEqual([['pyproject.toml', 'django', 'django-debug-toolbar'], []]);
  });

  it.each<[string, string, Files]>([
    ['no such app is installed', '"site"', plain],
    [
      'a variable takes the app away',
      '',
      {
        ...plain,
        'site/local.py':
          'import os\nDEBUG = os.getenv("DEBUG", "True") == "True"\nINSTALLED_APPS = []\nif DEBUG:\n    INSTALLED_APPS += ["debug_toolbar"]\n',
      },
    ],
    ['production has the app too', '"debug_toolbar"', {...plain, 'requirements.txt': 'Django\ndjango-debug-toolbar'}],
    ['other settings ship', '"debug_toolbar"', {...plain, 'site/production.py': 'INSTALLED_APPS = ["site"]\n'}],
  ])('is the production set where %s', (_what, apps, files) => {
    expect(sets(apps, files)[1]).toContain('dev-requirements.txt');
  });
});
