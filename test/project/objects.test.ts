import {describe, expect, it} from '@jest/globals';
import {readFacts, type Facts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';

function read(settings: string, classes: string): Facts {
  const files = {
    'manage.py': manage,
    'site/__init__.py': '',
    'site/settings.py': `import os\nfrom site.classes import *\n${settings}`,
    'site/classes.py': `import os\nfrom dataclasses import dataclass\n${classes}`,
  };
  return readFacts(memoryTree(files), plainSettings);
}

const server = `
@dataclass
class Server:
    name: str
    engine: str = "django.db.backends.sqlite3"
    host: str = None
    port: int = 0

    def as_django(self):
        result = {"ENGINE": self.engine, "NAME": self.name}
        if self.host is not None:
            result["HOST"] = self.host
        if self.port is not None:
            result["PORT"] = str(self.port)
        return result

class Postgres(Server):
    engine = "django.db.backends.postgresql"
`;

describe('objects of the classes of a project', () => {
  it('have what they were made with, and what their class and its bases bind', () => {
    const settings =
      'HOST = os.environ.get("HOST")\nDATABASES = {"default": Postgres(name="n", host=HOST, port=os.environ.get("P")).as_django()}';
    const {database, variables} = read(settings, server);
    expect(database).toMatchObject({engine: 'postgresql', parts: {NAME: {value: 'n'}, HOST: {name: 'HOST'}, PORT: {name: 'P'}}});
    expect(variables.map(({name, feeds}) => [name, feeds])).toEqual([
      ['HOST', 'DATABASES.default.HOST'],
      ['P', 'DATABASES.default.PORT'],
    ]);
  });

  it.each<[string, string, string]>([
    ['what __init__ gives them', 'X = Of("A").value', 'class Of:\n    def __init__(self, name):\n        self.value = os.environ[name]\n'],
    ['properties', 'X = Of().value', 'class Of:\n    @property\n    def value(self):\n        return os.environ["A"]\n'],
    [
      'properties that are kept',
      'of = Of()\nX = of.value',
      'import functools\nclass Of:\n    @functools.cached_property\n    def value(self):\n        return os.environ["A"]\n',
    ],
    [
      'methods that call others',
      'X = Of().get()',
      'class Of:\n    def get(self):\n        return self.read("A")\n    def read(self, name):\n        return os.environ[name]\n',
    ],
    [
      'makers of their class',
      'X = Of.make("A").value',
      'class Of:\n    def __init__(self, value):\n        self.value = value\n    @classmethod\n    def make(cls, name):\n        return cls(os.environ[name])\n',
    ],
    [
      'fields by their place',
      'X = Of(1, os.environ["A"]).value',
      '@dataclass\nclass Base:\n    one: int\nclass Of(Base):\n    value: str\n    two: str = ""\n',
    ],
    [
      'functions without an object',
      'X = Of().read("A")',
      'class Of:\n    @staticmethod\n    def read(name):\n        return os.environ[name]\n',
    ],
    [
      'functions of the class itself',
      'X = Of.read("A")',
      'class Of:\n    @staticmethod\n    def read(name):\n        return os.environ[name]\n',
    ],
  ])('have %s', (_what, settings, classes) => {
    expect(read(settings, classes).variables).toMatchObject([{name: 'A', required: true, feeds: 'X'}]);
  });

  it('read a variable of a property where it stands', () => {
    const classes = 'class Of:\n    @property\n    def value(self):\n        return os.environ["A"]\n';
    expect(read('X = Of().value', classes).variables).toMatchObject([{where: {file: 'site/classes.py', line: 6}}]);
  });

  it('that never end are given up', () => {
    const endless =
      'class Of:\n    def __init__(self):\n        self.other = Of()\n    @property\n    def value(self):\n        return self.value\n';
    expect(read('X = Of().value\nKEY = os.environ["A"]', endless).variables).toMatchObject([{name: 'A', feeds: 'KEY'}]);
  });

  const loader = `
import inspect, sys
class Base:
    DEBUG = False
    _HIDDEN = os.environ.get("HIDDEN")
    @classmethod
    def load(cls, name):
        self = cls()
        for member, value in inspect.getmembers(self):
            if member.isupper():
                setattr(sys.modules[name], member, value)
class Local(Base):
    HOST = os.environ.get("HOST", "db")
    @property
    def DATABASES(self):
        return {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": self.HOST}}
    def OTHER(self):
        return 1
`;

  it('give their settings to the module that has them loaded', () => {
    const {database, variables, proofs} = read('Local.load(__name__)', loader);
    expect(database).toMatchObject({engine: 'postgresql', parts: {HOST: {name: 'HOST'}}});
    expect(variables).toMatchObject([
      {name: 'HIDDEN', feeds: null},
      {name: 'HOST', feeds: 'DATABASES.default.HOST', where: {line: 15}},
    ]);
    expect(proofs['database']).toEqual([{file: 'site/classes.py', line: 17}]);
  });

  it('keep them where nothing has them loaded', () => {
    expect(read('X = Local()', loader).database.engine).toBeNull();
  });
});
