import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {DevenvError} from '../../src/model/errors';
import {findDependencies} from '../../src/project/dependencies';
import {diskTree} from '../../src/project/tree';
import {memoryTree} from './memory-tree';

const fixtures = join(__dirname, '../fixtures/locks');
const base = ['asgiref==3.13.0', 'django==5.2.19', 'sqlparse==0.6.1'];
const driver = ['psycopg==3.3.9', 'psycopg-binary==3.3.9'];
const toolbar = 'django-debug-toolbar==8.0.0';

function setsOf(directory: string) {
  const {production, development, ...rest} = findDependencies(diskTree(join(fixtures, directory)), '');
  const pins = (files: typeof production) =>
    files.flatMap(({requirements}) => requirements.map(({name, version}) => `${name}==${version ?? ''}`)).sort();
  return {production: pins(production), development: pins(development), ...rest};
}

describe('a lock of another tool', () => {
  it.each([
    ['uv', [...base, ...driver, 'pytz==2026.6', 'typing-extensions==4.16.0', 'tzdata==2026.6'], [toolbar], ['packages/tools']],
    ['poetry', [...base, ...driver], [toolbar], []],
    ['pipenv', base, [toolbar], []],
  ])(
    '%s gives what production installs, with the driver that only an extra names, and what development adds',
    (name, production, added, local) => {
      const sets = setsOf(name);
      expect([sets.production, sets.development]).toEqual([[...production].sort(), added]);
      expect([sets.pinned, sets.local]).toEqual([true, local]);
    },
  );

  it('PDM: each package names its groups', () => {
    const {production, development, parts} = setsOf('pdm');
    expect(production).toEqual([...base, 'tzdata==2026.6'].sort());
    expect(development).toEqual(expect.arrayContaining([toolbar, 'pytest==9.2.0']));
    expect(parts.development.groups).toEqual(['dev', 'test']);
  });

  it('pylock.toml (PEP 751) has one list', () => {
    expect(setsOf('pylock').production).toEqual(expect.arrayContaining([...base, toolbar]));
  });

  it.each(['uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock', 'pylock.toml', 'pyproject.toml', 'Pipfile'])(
    'a %s that is damaged is named, whatever its bytes',
    file => {
      const read = (content: string) => findDependencies(memoryTree({[file]: content}), '');
      expect(() => read('\u0001\u0002 not = [a lock')).toThrow(expect.objectContaining({code: 'usage', where: {file, line: 1}}));
      fc.assert(
        fc.property(fc.string({unit: 'binary', maxLength: 60}), content => {
          try {
            read(content);
          } catch (error) {
            expect(error).toBeInstanceOf(DevenvError);
          }
        }),
      );
    },
  );

  it('of several files the one with Django counts, the nearest first', () => {
    const docs = '[[package]]\nname = "mkdocs"\nversion = "1"\n[metadata]\nlock-version = "2.0"\n';
    const files = {
      'poetry.lock': docs,
      'pyproject.toml': '',
      'app/requirements.txt': 'Django==5.2.1\nasgiref==3\n',
      'requirements.txt': 'Django==1',
    };
    expect(findDependencies(memoryTree(files), 'app').production.map(({file}) => file)).toEqual(['app/requirements.txt']);
  });
});
