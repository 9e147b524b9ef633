import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {hashTree} from '../../src/project/index';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'devenv-hash-'));
  mkdirSync(join(root, 'app/logs'), {recursive: true});
  writeFileSync(join(root, 'app/a.py'), 'a');
  writeFileSync(join(root, 'app/logs/x.log'), 'x');
  writeFileSync(join(root, 'app/logs/keep.txt'), 'k');
  symlinkSync('a.py', join(root, 'app/link.py'));
});
afterEach(() => rmSync(root, {recursive: true}));

const hash = async (ignored = ''): Promise<string> => (await hashTree(root, ignored)).hash;

describe('the hash of a build context', () => {
  it('is the same for the same content at another time', async () => {
    const before = await hash();
    utimesSync(join(root, 'app/a.py'), 1, 1);
    expect(await hash()).toBe(before);
  });

  it.each([
    ['content', () => writeFileSync(join(root, 'app/a.py'), 'b')],
    ['the executable bit', () => chmodSync(join(root, 'app/a.py'), 0o755)],
    ['a new file', () => writeFileSync(join(root, 'app/b.py'), '')],
    [
      'where a link points',
      () => {
        unlinkSync(join(root, 'app/link.py'));
        symlinkSync('b.py', join(root, 'app/link.py'));
      },
    ],
  ])('changes with %s', async (_what, change) => {
    const before = await hash();
    change();
    expect(await hash()).not.toBe(before);
  });

  it('leaves out what .dockerignore names and takes back what it takes back', async () => {
    expect((await hashTree(root, 'app/logs')).files).toEqual(['app/a.py', 'app/link.py']);
    expect((await hashTree(root, 'app/logs\n!app/logs/keep.txt\n')).files).toEqual(['app/a.py', 'app/link.py', 'app/logs/keep.txt']);
    expect((await hashTree(root, '**/*.log')).files).toEqual(['app/a.py', 'app/link.py', 'app/logs/keep.txt']);
  });

  it('does not follow a link that leads nowhere', async () => {
    symlinkSync('/nowhere', join(root, 'dangling'));
    expect((await hashTree(root, '')).files).toContain('dangling');
  });

  it('names a directory that is not there', async () => {
    await expect(hashTree(join(root, 'absent'), '')).rejects.toMatchObject({code: 'usage'});
  });
});
