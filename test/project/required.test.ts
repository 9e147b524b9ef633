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
