import {describe, expect, it, test} from '@jest/globals';
import fc from 'fast-check';
import {listImports} from '../../../src/project/drift/imports';

const modules = (text: string) => listImports(text).map(({module, line}) => `${module}:${String(line)}`);

describe('an import that surely runs is listed', () => {
  it.each<[string, string, readonly string[]]>([
    ['plain', 'import os\nimport a.b as c, d\n', ['os:1', 'a.b:2', 'd:2']],
    ['from', 'from a.b import (\n  c,\n  d as e,\n)\nfrom .x import y\nfrom . import z\n', ['a.b:1', '.x:5', '.:6']],
    ['after a continued line', 'from a import b, \\\n    c\nimport d\n', ['a:1', 'd:3']],
    ['two in a line', 'import a; b = 1\n', ['a:1']],
    ['none in a try', 'try:\n    import a\nexcept ImportError:\n    a = None\n', []],
    ['none for type checkers', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a import b\n', ['typing:1']],
    ['none in a function', 'def f():\n    import a\n', []],
    ['none in documentation', '"""Use it:\n\nimport a\n"""\nx = \'\'\'\nfrom b import c\n\'\'\'\nimport d\n', ['d:8']],
    ['none in a comment that holds a quote', "# it's\nimport a\n# don't\nimport b\n", ['a:2', 'b:4']],
    ['none that pytest skips the file for', 'import pytest\na = pytest.importorskip("a.b")\nimport a\nimport c\n', ['pytest:1', 'c:4']],
  ])('%s', (_what, text, found) => {
    expect(modules(text)).toEqual(found);
  });
});

test('whatever the text, nothing is thrown and each import is at a line that has one', () => {
  const piece = fc.constantFrom('import a', 'from b import c', '"', "'''", '"""', '#', '\n', '\\', '(', 'x = ', ' ', 'é');
  const text = fc.array(fc.oneof(piece, fc.string()), {maxLength: 30}).map(parts => parts.join(''));
  fc.assert(
    fc.property(text, source => {
      const lines = source.split('\n');
      for (const {line} of listImports(source)) expect(lines[line - 1]).toMatch(/import|from/);
    }),
  );
});
