import {describe, expect, it} from '@jest/globals';
import {readFacts, type Facts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

function read(settings: string): Facts {
  const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';
  const files = {'manage.py': manage, 'site/__init__.py': '', 'site/settings.py': `import os\nINSTALLED_APPS = []\n${settings}`};
  return readFacts(memoryTree(files), plainSettings);
}

const developmentOf = ({variables}: Facts) => Object.fromEntries(variables.map(({name, development}) => [name, development]));

describe('a variable that names the environment', () => {
  it.each([
    ['alone', 'DEBUG = os.environ.get("ENVIRONMENT") == "development"', {ENVIRONMENT: 'development'}],
    ['beside others', 'ENV = os.getenv("ENV", "production")\nDEBUG = ENV in ["test", "local"]', {ENV: 'local'}],
    ['by a branch', 'DEBUG = False\nif os.getenv("STAGE", "prod") == "dev":\n    DEBUG = True', {STAGE: 'dev'}],
    ['where it is development anyway', 'DEBUG = os.getenv("ENV", "dev") == "dev"', {ENV: undefined}],
    [
      'where a flag of its own says so',
      'X = os.getenv("ENV") == "dev"\nDEBUG = os.getenv("DEBUG", "0") == "1"',
      {ENV: undefined, DEBUG: undefined},
    ],
    [
      'where a flag of its own is on by it',
      `import environ
env = environ.Env()
ENV = env.str("ENV", "prod")
def default(dev=env.NOTSET, prod=env.NOTSET):
    return prod if ENV == "prod" else dev
DEBUG = env.bool("DEBUG", default=default(True, False))
X = env.str("X", default=default("x"))
if ENV == "dev":
    INSTALLED_APPS.append("debug_toolbar")
`,
      {ENV: 'dev', DEBUG: undefined, X: undefined},
    ],
    ['where it is about something else', 'DEBUG = False\nCACHED = os.getenv("ENV") == "dev"', {ENV: undefined}],
    ['where another one is', 'DEBUG = os.getenv("ENV") != "production"', {ENV: undefined}],
  ])('is given the text that turns DEBUG on: %s', (_what, settings, expected) => {
    expect(developmentOf(read(settings))).toEqual(expected);
  });

  it('gives development what it switches on, and ships as it is written', () => {
    const {static: own, production} = read(
      'LOCAL = os.getenv("ENV") == "local"\nDEBUG = LOCAL\nSTATIC_ROOT = "here" if LOCAL else "there"\n',
    );
    expect([own.root, production?.static.root, production?.settings]).toEqual(['here', 'there', 'site.settings']);
  });
});

const postgres = '{"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ["DB_HOST"]}}';
const modules = {
  'site/settings/base.py': 'INSTALLED_APPS = []\n',
  'site/settings/dev.py':
    'from .base import *\nDEBUG = True\nDATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "x"}}\n',
  'site/settings/prod.py': `import os\nfrom .base import *\nDEBUG = False\nDATABASES = ${postgres}\nHOSTS = os.environ["HOSTS"].split()\n`,
};
const star = (name: string) => `    from .${name} import *`;

function readPackage(chooses: string): Facts {
  const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';
  const files = {...modules, 'manage.py': manage, 'site/__init__.py': '', 'site/settings/__init__.py': `import os\n${chooses}\n`};
  return readFacts(memoryTree(files), plainSettings);
}

describe('a variable that chooses the module of the settings', () => {
  it.each([
    [
      'or they fail',
      `ENV = os.environ.get("ENV")\nif ENV == "prod":\n${star('prod')}\nelif ENV == "dev":\n${star('dev')}\nelse:\n    raise ValueError(ENV)`,
    ],
    ['or there is none', `ENV = os.environ.get("ENV")\nif ENV == "prod":\n${star('prod')}\nelif ENV in ("dev", "local"):\n${star('dev')}`],
    [
      'or there is no database',
      `from .base import *\nif os.environ["ENV"] == "prod":\n${star('prod')}\nelif os.environ["ENV"] == "dev":\n${star('dev')}`,
    ],
    [
      'or an assertion fails',
      `ENV = os.environ["ENV"]\nassert ENV in ("dev", "prod")\nif ENV == "prod":\n${star('prod')}\nelse:\n${star('dev')}`,
    ],
    [
      'by a case',
      `match os.getenv("ENV"):\n    case "prod":\n        from .prod import *\n    case "dev":\n        from .dev import *\n    case _:\n        raise ValueError()`,
    ],
  ])('has the text that leads to the one for development, and is required: %s', (_what, chooses) => {
    const {variables, database, production} = readPackage(chooses);
    expect(variables).toEqual([expect.objectContaining({name: 'ENV', development: 'dev', required: true})]);
    expect(database.engine).toBe('sqlite');
    const shipped = production?.variables.map(({name, required, development}) => [name, required, development]);
    expect([production?.database.engine, shipped]).toEqual([
      'postgresql',
      [
        ['ENV', true, undefined],
        ['DB_HOST', true, undefined],
        ['HOSTS', true, undefined],
      ],
    ]);
  });

  it.each([
    ['that is the default', `ENV = os.getenv("ENV", "dev")\nif ENV == "prod":\n${star('prod')}\nelif ENV == "dev":\n${star('dev')}`],
    ['that any other text leads to', `if os.getenv("ENV") == "prod":\n${star('prod')}\nelse:\n${star('dev')}`],
  ])('is left alone where development is the one %s', (_what, chooses) => {
    expect(developmentOf(readPackage(chooses))['ENV']).toBeUndefined();
  });
});
