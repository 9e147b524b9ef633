import {expect, it} from '@jest/globals';
import type {Variable} from '../../src/model/project';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';

function read(settings: string, files: Readonly<Record<string, string>> = {}): ReturnType<typeof readFacts> {
  return readFacts(memoryTree({'manage.py': manage, 'site/__init__.py': '', 'site/settings.py': settings, ...files}), plainSettings);
}

const only = (settings: string, files?: Readonly<Record<string, string>>): Variable | undefined => read(settings, files).variables[0];

it.each<[string, Partial<Variable>]>([
  ['import os\nX = os.getenv("A")\nif not X:\n    X = "d"\nX = X.split(",")', {required: false, default: 'd', cast: 'list'}],
  ['import os\nX = os.getenv("A")\nif X is None:\n    X = "5"\nX = int(X)', {required: false, default: '5', cast: 'int'}],
  [
    'import os\nX = os.getenv("A")\nif not X:\n    if DEBUG:\n        X = "d"\n    else:\n        raise ValueError("X")\nX = X.split(",")',
    {required: false, default: 'd'},
  ],
  ['import os\nX = os.getenv("A")\nif not X:\n    print("none")\nX = X.split(",")', {required: true}],
  ['import os\nX = os.getenv("A")\nif X and X.startswith("r"):\n    Y = 1', {required: false}],
  ['import os\nX = os.getenv("A")\nif X is None or X.startswith("r"):\n    Y = 1', {required: false}],
  ['import os\nX = os.getenv("A") if Y else os.environ.get("A")\nif Z and (X is None or X.startswith("r")):\n    Y = 1', {required: false}],
  ['import os\nX = os.getenv("A")\nif not X or not X.startswith("r"):\n    Y = 1', {required: false}],
  ['import os\nX = os.getenv("A")\nif (X or Z) and X.startswith("r"):\n    Y = 1', {required: true}],
  ['import os\nX = os.getenv("A")\nif not X and X.startswith("r"):\n    Y = 1', {required: true}],
  ['import os\nos.environ.setdefault("A", "d")\nX = os.environ["A"]', {default: 'd', required: false, feeds: 'X'}],
  ['import os\nos.environ.setdefault("A", "yes")\nX = os.environ.get("A", "") == "yes"', {cast: 'bool', default: 'yes'}],
  ['import os\nX = os.environ.setdefault("A", "d")', {required: false, default: 'd', feeds: 'X'}],
  ['import os\nenv = os.environ.copy()\nX = env["A"]', {required: true, feeds: 'X'}],
  ['import os\nenv = dict(os.environ)\nX = env.get("A", "d")', {required: false, default: 'd', feeds: 'X'}],
  ['import os\nenv = os.environ.copy()\nif "A" in env:\n    X = env["A"].split(",")', {required: false, cast: 'list'}],
  ['from envparse import env\nX = env("AB")', {name: 'AB', required: false, default: null, feeds: 'X'}],
  ['from envparse import env\nX = env.bool("AB", default=True)', {name: 'AB', cast: 'bool', default: 'True'}],
  [
    'from company.envs import get_delimited_list\nX = get_delimited_list(name="AB", default=[])',
    {name: 'AB', cast: 'list', separator: ','},
  ],
  ['from company.envs import get_int\nX = get_int(name="AB", required=True)', {name: 'AB', required: true, cast: 'int'}],
  ['from getenv import env\nX = env("AB", bool)', {name: 'AB', default: null}],
])('%s', (settings, expected) => {
  expect(only(settings)).toMatchObject({name: 'A', ...expected});
});

const named = 'import os\ndef get(name, default=None):\n    ';

it.each([
  ['an empty text that is refused', 'X = os.getenv("A", "")\nif not X:\n    raise ValueError()'],
  ['the same, used after', 'X = os.getenv("A", "")\nif not X:\n    raise ValueError()\nY = X.split(",")'],
  ['a comparison with the empty text', 'X = os.getenv("A", "")\nif X == "":\n    raise ValueError()'],
  ['a text that is stripped', 'X = os.getenv("A", "").strip()\nif not X:\n    raise ValueError()'],
  ['a name that is only looked for', 'if "A" not in os.environ:\n    raise ValueError()'],
  ['an end of the process', 'if not os.environ.get("A"):\n    print("A")\n    sys.exit(1)'],
  ['an assertion', 'X = os.environ.get("A")\nassert X is not None, "A"'],
  ['an assertion of a name', 'assert "A" in os.environ'],
  ['a failing other branch', 'X = os.environ.get("A")\nif X:\n    Y = X\nelse:\n    raise ValueError()'],
  ['a branch after the failing one', 'X = os.environ.get("A")\nif not X:\n    raise ValueError()\nelse:\n    Y = X'],
  ['a function that fails', 'def fail(name):\n    raise ValueError(name)\nX = os.environ.get("A") or fail("A")'],
  ['a handler that ends the process', 'try:\n    X = os.environ["A"]\nexcept KeyError:\n    sys.exit("A")'],
  ['names of a loop', 'for name in ["A"]:\n    if not os.environ.get(name):\n        raise ValueError(name)'],
  ['all of several', 'X = os.getenv("A")\nif not all([X, 1]):\n    raise ValueError()'],
  ['all of several names', 'if not all(os.getenv(name) for name in ["A"]):\n    raise ValueError()'],
  ['a condition that is certain besides', 'DEBUG = False\nX = os.getenv("A")\nif not DEBUG and not X:\n    raise ValueError()'],
  ['a key, as Django refuses an empty one', 'SECRET_KEY = os.getenv("A", "")'],
  ['a key without a default', 'SECRET_KEY = os.environ.get("A")'],
])('%s is required', (_what, settings) => {
  expect(only(`import os, sys\n${settings}\n`)).toMatchObject({name: 'A', required: true});
});

it.each([
  [
    'if name in os.environ:\n        return os.environ[name]\n    if default is not None:\n        return default\n    raise ValueError(name)',
  ],
  [
    'try:\n        return os.environ[name]\n    except KeyError:\n        if default is not None:\n            return default\n        raise',
  ],
  ['value = os.environ.get(name, default)\n    if value is None:\n        raise ValueError(name)\n    return value'],
])('a function of the project that fails without a default: %s', body => {
  expect(only(`${named}${body}\nX = get("A")\n`)).toMatchObject({name: 'A', required: true});
  expect(only(`${named}${body}\nX = get("A", "d")\n`)).toMatchObject({name: 'A', required: false, default: 'd'});
});

it.each([
  [
    'try:\n        return os.environ[name]\n    except KeyError:\n        if DEBUG:\n            return default\n        raise ValueError(name)',
  ],
  [
    'value = os.environ.get(name)\n    if value is not None:\n        return value\n    if DEBUG:\n        return default\n    raise ValueError(name)',
  ],
  [
    'value = os.environ.get(name)\n    if value is None:\n        if DEBUG:\n            return default\n        raise ValueError(name)\n    return value',
  ],
  ['if name in os.environ:\n        return os.environ[name]\n    elif DEBUG:\n        return default\n    raise ValueError(name)'],
])('a function of the project that fails outside of development alone: %s', body => {
  const {variables} = read(`import os\nDEBUG = os.environ.get("DEBUG", "1") == "1"\n${named}${body}\nX = get("A")\n`);
  const one = variables.find(({name}) => name === 'A');
  expect(one).toMatchObject({required: false, default: null});
  expect(one?.when ?? []).toEqual(one?.when ? [[{name: 'DEBUG', texts: null, holds: false}]] : []);
});

it('a function of the project that fails where nobody says what follows from what', () => {
  const get =
    'import os, flags\ndef get(name, default=None):\n    try:\n        return os.environ[name]\n    except KeyError:\n        if MODE == "dev" or (MODE == "test" and flags.on):\n            return default\n        raise ValueError(name)\n';
  expect(read(`import os\nMODE = os.environ.get("MODE", "dev")\n${get}X = get("A")\n`).variables[1]).toMatchObject({
    name: 'A',
    required: false,
  });
  expect(read(`import os\nMODE = os.environ.get("MODE", "prod")\n${get}X = get("A")\n`).variables[1]).toMatchObject({
    name: 'A',
    required: true,
  });
});

it('a function of the project that is told what is required', () => {
  const get =
    'import os\ndef get(name, needed=False):\n    v = os.getenv(name)\n    if needed and not v:\n        raise ValueError()\n    return v\n';
  expect(only(`${get}X = get("A", needed=True)\n`)?.required).toBe(true);
  expect(only(`${get}X = get("A")\n`)?.required).toBe(false);
});

it.each([
  ['a loop that may end before', 'for name in ["A"]:\n    break\n    os.environ[name]'],
  ['a key of one branch among others', 'if Y:\n    SECRET_KEY = os.getenv("A")\nelse:\n    SECRET_KEY = "d"'],
  ['one of two alternatives', 'X = os.getenv("A") or "d"\nif not X:\n    raise ValueError()'],
])('%s is not required', (_what, settings) => {
  expect(only(`import os\n${settings}\n`)?.required).not.toBe(true);
});

const flag = 'import environ\nenv = environ.Env()\nSSO = env.bool("SSO", True)\n';

it.each<[string, Variable['when']]>([
  ['if SSO:\n    X = env("A")', [[{name: 'SSO', texts: null, holds: true}]]],
  ['if SSO:\n    Y = 1\nelse:\n    X = env("A")', [[{name: 'SSO', texts: null, holds: false}]]],
  ['X = env("A") if not SSO else None', [[{name: 'SSO', texts: null, holds: false}]]],
  ['if env("MODE", default="") in ("s3", "gs"):\n    X = env("A")', [[{name: 'MODE', texts: ['s3', 'gs'], holds: true}]]],
  [
    'if SSO and env("MODE", default="") != "s3":\n    X = env("A")',
    [
      [
        {name: 'SSO', texts: null, holds: true},
        {name: 'MODE', texts: ['s3'], holds: false},
      ],
    ],
  ],
  ['X = env("A", default="")\nif SSO and not X:\n    raise ValueError()', [[{name: 'SSO', texts: null, holds: true}]]],
  ['X = env("A", default="")\nif SSO:\n    if not X:\n        raise ValueError()', [[{name: 'SSO', texts: null, holds: true}]]],
  ['if SSO:\n    X = env("A")\nY = env("A", default=None)', [[{name: 'SSO', texts: null, holds: true}]]],
  ['if SSO or unknown():\n    X = env("A")', undefined],
  ['if SSO:\n    try:\n        X = env("A")\n    except Exception:\n        pass', undefined],
  ['if SSO:\n    X = env("A")\nY = env("A")', undefined],
])('what is required in a branch says which: %s', (settings, when) => {
  expect(read(`${flag}${settings}\n`).variables.find(({name}) => name === 'A')?.when).toEqual(when);
});

it.each(['jinja2.Environment("AB")', 'company.flags("AB")', 'company.env("lower case")', 'company.env(AB)'])(
  '%s reads no variable',
  call => {
    expect(read(`import company, jinja2\nX = ${call}\n`).variables).toEqual([]);
  },
);

it.each([
  ['SECRET_KEY = values.Value("none of the kind")', false],
  ['DEBUG = True', true],
])('of the classes of django-configurations, the chosen one says what is required: %s', (own, required) => {
  const settings = `from configurations import Configuration, values
class Base(Configuration):
    SECRET_KEY = values.SecretValue()
class Dev(Base):
    ${own}
`;
  const {variables} = read(settings, {'manage.py': `${manage}os.environ.setdefault("DJANGO_CONFIGURATION", "Dev")\n`});
  expect(variables.find(({name}) => name === 'DJANGO_SECRET_KEY')?.required).toBe(required);
});

it('what only the right side of an "and" reads is required where the left side is true', () => {
  const {variables} = read('import os\nif os.environ.get("TOKEN") and os.environ["ZONE"]:\n    X = 1');
  expect(variables.find(({name}) => name === 'ZONE')).toMatchObject({required: false, when: [[{name: 'TOKEN', holds: true}]]});
});
