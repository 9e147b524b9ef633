import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {isGitIgnored} from '../../src/project/git-ignored';
import {pathsInIndex} from '../../src/project/git-index';
import {diskTree} from '../../src/project/tree';
import {memoryTree} from './memory-tree';

const files = ['.gitignore', 'a', 'dist/app.js', 'public/.keep', 'shop/static/dist-old/é.css', 'web/a-name-of-twenty-one'];

/** A repository with those files added and nothing committed. */
function repository(...args: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'devenv-git-'));
  for (const file of files) {
    mkdirSync(join(root, dirname(file)), {recursive: true});
    writeFileSync(join(root, file), file === '.gitignore' ? 'dist/\n' : 'x');
  }
  for (const words of [['init', '--quiet'], [...args], ['add', '--force', '.']])
    if (words.length > 0) execFileSync('git', ['-C', root, ...words]);
  return root;
}

describe('what git has', () => {
  it('is in its index, which git itself wrote', () => {
    const tree = diskTree(repository());
    const asked = ['a', 'dist', 'dist/app.js', 'public', 'public/.keep', 'shop/static/dist-old', 'shop/static/dist', 'static', 'web'];
    expect(asked.filter(path => tree.tracks(path))).toEqual(['a', 'dist', 'dist/app.js', 'public/.keep', 'shop/static/dist-old', 'web']);
  });

  it('is not known of an index of another form, of none, and of any bytes', () => {
    expect(diskTree(repository('config', 'index.version', '4')).tracks('a')).toBe(false);
    expect(diskTree(tmpdir()).tracks('a')).toBe(false);
    const head = Buffer.from('DIRC\0\0\0\x02\0\0\xff\xff', 'latin1');
    fc.assert(fc.property(fc.uint8Array({maxLength: 400}), bytes => pathsInIndex(Buffer.concat([head, bytes])).length <= bytes.length));
  });
});

describe('.gitignore', () => {
  const tree = memoryTree({
    '.gitignore': '# made\ndist/\n/public/*\n!public/.keep\nshop/static/*.css\n*.map\n!web/\n',
    'web/.gitignore': 'out\n/build\n',
  });

  it.each<[string, boolean]>([
    ['dist', true],
    ['backend/client/dist', true],
    ['public', true],
    ['backend/public', false],
    ['shop/static/site.css', true],
    ['shop/static', false],
    ['web/out', true],
    ['web/src/out', true],
    ['web/build', true],
    ['web/src/build', false],
    ['build', false],
  ])('leaves out %s: %j', (path, expected) => {
    expect(isGitIgnored(tree, path)).toBe(expected);
  });
});
