import {describe, expect, it} from '@jest/globals';
import type {Variable} from '../../src/model/project';
import {checkVariables, planUp, type Inputs} from '../../src/plan';
import {inputsFor} from './inputs';

const read: Variable = {
  name: 'X',
  required: false,
  default: null,
  cast: 'text',
  separator: null,
  feeds: null,
  where: {file: 'site/settings.py', line: 9},
};

/** The example with X read in a way and set to a value. */
async function inputsWith(variable: Partial<Variable>, value: string | null, env: Partial<Inputs['env']> = {}): Promise<Inputs> {
  const inputs = await inputsFor('examples/example.com');
  const where = {file: '.envrc', line: 4};
  return {
    ...inputs,
    project: {...inputs.project, variables: [{...read, ...variable}]},
    env: {
      ...inputs.env,
      file: '.envrc',
      trust: 'allowed',
      variables: value === null ? [] : [{name: 'X', value, where, overrides: []}],
      ...env,
    },
  };
}

const up = (inputs: Inputs) => planUp(inputs, {build: false, fixtures: true});

describe('a value', () => {
  it.each<[string, Partial<Variable>, string, 'refused' | 'misread' | null]>([
    ['a whole number', {cast: 'int'}, ' -1_000 ', null],
    ['text for a number', {cast: 'int'}, 'ten', 'refused'],
    ['nothing for a number, which the code may look at first', {cast: 'int'}, '', null],
    ['text for a number in code that catches it', {cast: 'int', guarded: true}, 'ten', null],
    ['JSON', {cast: 'json'}, '{"a": [1]}', null],
    ["a literal of Python's", {cast: 'json'}, "['a', True]", null],
    ['no JSON', {cast: 'json'}, 'a,b', 'refused'],
    ['a URL', {cast: 'url'}, 'postgres://u:p@h:5432/n', null],
    ['the URL of a file', {cast: 'url'}, 'sqlite:////app/db.sqlite3', null],
    ['several hosts in a URL', {cast: 'url'}, 'redis://a:1,b:2/0', null],
    ['no URL', {cast: 'url'}, 'db.example.com/n', 'refused'],
    ['a URL with # in its password', {cast: 'url'}, 'postgres://u:p#w@h/n', 'refused'],
    ['such a URL where the code takes any text', {cast: 'text'}, 'redis://:p/w@h/0', 'misread'],
    ['any other text', {cast: 'text'}, 'p#w', null],
    ['a list', {cast: 'list'}, 'a,b', null],
    ['yes for a comparison with "1"', {cast: 'bool', accepts: ['1']}, 'yes', 'misread'],
    ['1 for a comparison with "1"', {cast: 'bool', accepts: ['1']}, '1', null],
    ['a word for false in a comparison', {cast: 'bool', accepts: ['1']}, 'False', null],
    ['TRUE for a comparison that folds case', {cast: 'bool', accepts: ['true'], foldsCase: true}, 'TRUE', null],
    ['TRUE for one that does not', {cast: 'bool', accepts: ['true']}, 'TRUE', 'misread'],
    ['yes for django-environ', {cast: 'bool', rule: 'django-environ'}, 'Yes', null],
    ['enabled for django-environ, which is false', {cast: 'bool', rule: 'django-environ'}, 'enabled', 'misread'],
    ['enabled for decouple, which raises', {cast: 'bool', rule: 'decouple'}, 'enabled', 'refused'],
    ['oN for decouple', {cast: 'bool', rule: 'decouple'}, 'oN', null],
    ['oN for environs, which knows on, On and ON', {cast: 'bool', rule: 'environs'}, 'oN', 'refused'],
    ['ok for strtobool', {cast: 'bool', rule: 'strtobool'}, 'ok', 'refused'],
    ['any text for a flag whose words are not known', {cast: 'bool'}, 'maybe', null],
    ['nothing for SECRET_KEY, which Django refuses', {required: true, feeds: 'SECRET_KEY'}, '', 'refused'],
    ['nothing for one that the code may replace', {feeds: 'SECRET_KEY'}, '', null],
    ['False where every text is true', {cast: 'truthy'}, 'False', 'misread'],
    ['1 where every text is true', {cast: 'truthy'}, '1', null],
  ])('%s', async (_what, variable, value, kind) => {
    const inputs = await inputsWith(variable, value);
    const [finding, ...rest] = checkVariables(inputs);
    expect({kind: finding?.kind ?? null, rest}).toEqual({kind, rest: []});
    if (kind === 'refused') expect(() => up(inputs)).toThrow(finding?.what);
    else expect(up(inputs).steps.length).toBeGreaterThan(0);
  });

  it('that does not fit is told with both places, and never itself', async () => {
    expect(checkVariables(await inputsWith({cast: 'int'}, 's3cret'))).toEqual([
      {
        kind: 'refused',
        name: 'X',
        what: 'X is set at .envrc:4 to what site/settings.py:9 does not take: a whole number',
        set: {file: '.envrc', line: 4},
        read: {file: 'site/settings.py', line: 9},
      },
    ]);
  });
});

it('a value with the carriage return of its line is refused, and the way out is for the whole file', async () => {
  const where = {file: '.envrc', line: 4};
  const inputs = await inputsWith({cast: 'int'}, '3\r', {carriageReturns: [{name: 'X', where}]});
  const what = 'X is set at .envrc:4 to a text that ends with a carriage return, as the line does';
  expect(checkVariables(inputs)).toEqual([{kind: 'refused', name: 'X', what, set: where, read: null, next: "sed -i 's/\\r$//' .envrc"}]);
  expect(() => up(inputs)).toThrow(expect.objectContaining({code: 'env', message: what, where, next: ["sed -i 's/\\r$//' .envrc"]}));
  expect(checkVariables({...inputs, settings: {...inputs.settings, env: {X: '3'}}})).toEqual([]);
});

describe('a variable', () => {
  it('that nothing sets and the settings require is refused with its place, before anything is built', async () => {
    const inputs = await inputsWith({required: true}, null);
    expect(() => up(inputs)).toThrow(
      expect.objectContaining({
        code: 'env',
        message: 'The settings require X (site/settings.py:9), and nothing sets it',
        where: {file: 'site/settings.py', line: 9},
        next: ['add to .envrc: export X=...'],
      }),
    );
  });

  it('that is taken away although the settings require it is told with both places', async () => {
    const where = {file: 'site/.envrc', line: 5};
    const inputs = await inputsWith({required: true}, null, {
      file: 'site/.envrc',
      variables: [{name: 'X', value: null, where, overrides: []}],
    });
    expect(checkVariables(inputs)).toEqual([
      {
        kind: 'missing',
        name: 'X',
        what: 'X is required at site/settings.py:9, and site/.envrc:5 takes it away',
        set: where,
        read: {file: 'site/settings.py', line: 9},
      },
    ]);
    expect(() => up(inputs)).toThrow(expect.objectContaining({next: ['correct site/.envrc:5, which takes X away']}));
  });

  it('that is missing is to be added to the file that is there', async () => {
    const inputs = await inputsWith({required: true}, null, {file: 'site/.envrc'});
    expect(() => up(inputs)).toThrow(expect.objectContaining({next: ['add to site/.envrc: export X=...']}));
  });

  it.each<[string, Readonly<Record<string, string>>, boolean]>([
    ['where nothing says otherwise', {}, true],
    ['where a flag is on', {SSO: 'yes'}, true],
    ['where it is off', {SSO: 'no'}, false],
    ['where another variable is something else', {MODE: 'gs'}, false],
  ])('that is missing in a branch is told where that is taken: %s', async (_what, env, isMissing) => {
    const {project, ...inputs} = await inputsWith({}, null);
    const flag = {...read, name: 'SSO', default: 'True', cast: 'bool' as const, rule: 'django-environ' as const};
    const mode = {...read, name: 'MODE', default: 's3'};
    const when = [
      [
        {name: 'SSO', texts: null, holds: true},
        {name: 'MODE', texts: ['s3'], holds: true},
      ],
    ];
    const variables = [flag, mode, {...read, when}];
    const found = checkVariables({...inputs, project: {...project, variables}, settings: {...inputs.settings, env}});
    expect(found.map(({name}) => name)).toEqual(isMissing ? ['X'] : []);
  });

  it('that env_vars_required asks for may come from anywhere', async () => {
    const asked = {required: [{name: 'ASKED', where: {file: '.envrc', line: 7}}]};
    const inputs = await inputsWith({}, null, asked);
    expect(() => up(inputs)).toThrow('.envrc requires ASKED (.envrc:7), and nothing sets it');
    expect(checkVariables({...inputs, settings: {...inputs.settings, env: {ASKED: '1'}}}).map(({kind}) => kind)).toEqual(['unread']);
    expect(() => up({...inputs, settings: {...inputs.settings, env: {ASKED: ''}}})).toThrow('ASKED');
  });

  it.each([
    ['Y', ['unread']],
    ['X', []],
    ['X_FILE', []],
    ['GUNICORN_CMD_ARGS', []],
    ['https_proxy', []],
  ])('%s in devenv.yaml is told when nothing reads it', async (name, kinds) => {
    const inputs = await inputsWith({}, null);
    expect(checkVariables({...inputs, settings: {...inputs.settings, env: {[name]: '1'}}}).map(({kind}) => kind)).toEqual(kinds);
  });

  it('that devenv itself provides is never told', async () => {
    const {project, ...inputs} = await inputsWith({}, null);
    const debug = {...read, name: 'DEBUG', feeds: 'DEBUG', cast: 'int' as const};
    expect(checkVariables({...inputs, project: {...project, variables: [debug]}})).toEqual([]);
  });
});
