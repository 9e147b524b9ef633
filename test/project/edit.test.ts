import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {findDependencies} from '../../src/project/dependencies';
import {addition, removal} from '../../src/project/edit';
import {memoryTree} from './memory-tree';

type Files = Readonly<Record<string, string>>;

function add(files: Files, requirement: string, set: 'production' | 'development' = 'production'): Files {
  const {file, after} = addition(findDependencies(memoryTree(files), ''), requirement, set);
  return {...files, [file]: after};
}

function remove(files: Files, name: string): Files {
  const {file, after} = removal(findDependencies(memoryTree(files), ''), name);
  return {...files, [file]: after};
}

const projects: readonly (readonly [string, Files, added: string])[] = [
  ['a sorted list', {'requirements.txt': '# web\nDjango>=5\nredis\nzope.interface\n'}, 'redis\nsix>=1\nzope'],
  ['a list in no order', {'requirements.txt': 'redis\nDjango\n'}, 'Django\nsix>=1\n'],
  ['a list without a last newline', {'requirements.txt': 'redis\nDjango'}, 'Django\nsix>=1'],
  ['an array on one line', {'pyproject.toml': '[project]\ndependencies = ["Django>=5"] # all\n'}, '["Django>=5", "six>=1"] # all'],
  [
    'an array on many lines',
    {'pyproject.toml': '[project]\ndependencies = [\n    "Django>=5", # [web]\n]\n[tool.x]\n'},
    '# [web]\n    "six>=1",\n]',
  ],
  ['an array without a last comma', {'pyproject.toml': '[project]\ndependencies = [\n  "Django>=5"\n]\n'}, '"Django>=5",\n  "six>=1"\n]'],
  [
    "poetry's table",
    {'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.12"\ndjango = "^5" # web\n\n[tool.x]\n'},
    '# web\nsix = ">=1"\n\n[tool',
  ],
  [
    "the list of [project] where poetry's table only says more of what is in it",
    {'pyproject.toml': '[project]\ndependencies = ["django (>=5)"]\n[tool.poetry.dependencies]\ndjango = {allow-prereleases = true}\n'},
    '["django (>=5)", "six>=1"]',
  ],
  ['a Pipfile', {Pipfile: '[packages]\ndjango = "*"\n\n[dev-packages]\n'}, 'django = "*"\nsix = ">=1"\n\n[dev'],
];

describe('a requirement', () => {
  it.each(projects)('is added to %s in its own format, and removed without a trace', (_what, files, added) => {
    const after = add(files, 'six>=1');
    expect(Object.values(after).join()).toContain(added);
    expect(remove(after, 'Six')).toEqual(files);
  });

  it.each([
    ['requirements-dev.txt', {'requirements.txt': 'Django\n', 'requirements-dev.txt': '-r requirements.txt\npytest\n'}],
    ['pyproject.toml', {'pyproject.toml': '[project]\ndependencies = ["Django"]\n[dependency-groups]\ndev = ["pytest"]\n'}],
    ['Pipfile', {Pipfile: '[packages]\ndjango = "*"\n[dev-packages]\npytest = "*"\n'}],
  ])('for development goes into %s, and is found there', (file, files) => {
    const after = add(files, 'six', 'development');
    expect(Object.keys(files).filter(name => after[name] !== (files as Files)[name])).toEqual([file]);
    expect(remove(after, 'six')).toEqual(files);
  });

  it.each([
    ["poetry's table", {'pyproject.toml': '[tool.poetry.dependencies]\ndjango = "^5"\n'}],
    ['a Pipfile', {Pipfile: '[packages]\ndjango = "*"\n'}],
  ])('with extras is added to %s as it writes them', (_what, files) => {
    expect(Object.values(add(files, 'celery[redis,auth]>=5,<6')).join()).toContain(
      'celery = {extras = ["redis", "auth"], version = ">=5,<6"}\n',
    );
    expect(Object.values(add(files, 'celery[redis]')).join()).toContain('celery = {extras = ["redis"], version = "*"}\n');
    expect(remove(add(files, 'celery[redis]'), 'celery')).toEqual(files);
  });

  it.each([
    ["poetry's own groups", '[tool.poetry.group.docs.dependencies]\nsix = "*"\n', '[tool.poetry.group.docs.dependencies]\n'],
    ["poetry's old table", '[tool.poetry.dev-dependencies]\nsix = {version = "*"}\n', '[tool.poetry.dev-dependencies]\n'],
    ['any dependency group', '[dependency-groups]\ndev = []\ntest-all = ["six"]\n', '[dependency-groups]\ndev = []\ntest-all = []\n'],
  ])('is removed from %s', (_what, text, rest) => {
    const head = '[tool.poetry.dependencies]\ndjango = "^5"\n';
    expect(remove({'pyproject.toml': head + text}, 'six')).toEqual({'pyproject.toml': head + rest});
  });

  it.each([
    ['requirements.txt', {'requirements.txt': '# web\nredis\nDjango>=5\n'}, 'production'],
    ['pyproject.toml', {'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.12"\ndjango = "^5"\n'}, 'production'],
    ['pyproject.toml', {'pyproject.toml': '[project]\ndependencies = ["redis"]\n[dependency-groups]\ndev = ["django"]\n'}, 'development'],
    ['Pipfile', {Pipfile: '[packages]\n\ndjango = "*"\n'}, 'production'],
  ] as const)('that %s names already is not added a second time', (file, files, set) => {
    const line = file === 'pyproject.toml' && set === 'development' ? 4 : 3;
    expect(() => add(files, 'django<6', set)).toThrow(
      expect.objectContaining({code: 'usage', message: `${file}:${String(line)} names django already`, where: {file, line}}),
    );
  });

  it('that no file names is not removed, and a compiled file is not edited', () => {
    expect(() => remove({'requirements.txt': 'Django\n'}, 'six')).toThrow(expect.objectContaining({code: 'usage'}));
    const compiled = '#\n# This file is autogenerated by pip-compile\n#    pip-compile requirements.in\n#\nDjango==5.2.1\n';
    expect(() => add({'requirements.txt': compiled}, 'six')).toThrow(
      expect.objectContaining({next: ['change the file that it is made from, then: pip-compile requirements.in']}),
    );
  });

  it('leaves every other byte of any list as it was', () => {
    const line = fc.constantFrom('Django>=5', '# note', '', 'celery[redis]==5 ; python_version > "3"', '-i https://example.com', 'Redis');
    fc.assert(
      fc.property(fc.array(line), fc.boolean(), (lines, ends) => {
        const content = `Django\n${lines.join('\n')}${ends ? '\n' : ''}`;
        expect(remove(add({'requirements.txt': content}, 'six'), 'six')).toEqual({'requirements.txt': content});
      }),
    );
  });
});
