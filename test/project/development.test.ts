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
