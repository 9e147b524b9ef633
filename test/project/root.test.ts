import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {findRoot, projectId} from '../../src/project/index';

let top = '';
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-root-')));
});
afterEach(() => rmSync(top, {recursive: true}));

function put(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(top, file)), {recursive: true});
    writeFileSync(join(top, file), '');
  }
}

const find = async (start: string): Promise<string> => (await findRoot(join(top, start), ['devenv.yaml'])).directory.slice(top.length);

describe('the root of a project', () => {
  it('is the nearest parent with devenv.yaml, even above a manage.py', async () => {
    put('site/devenv.yaml', 'site/web/manage.py', 'site/web/app/models.py');
    expect(await find('site/web/app')).toBe('/site');
  });

  it('is the nearest parent with manage.py without one', async () => {
    put('site/manage.py', 'site/app/views/index.py');
    expect(await find('site/app/views')).toBe('/site');
  });

  it.each(['site/app/manage.py', 'site/src/backend/manage.py'])('is the directory above %s', async file => {
    put(file);
    expect(await find('site')).toBe('/site');
  });

  it('is the git repository that holds one, from any directory in it', async () => {
    put('site/.git/HEAD', 'site/src/backend/manage.py', 'site/docs/index.md');
    expect(await find('site/docs')).toBe('/site');
  });

  it('is never a parent that merely holds another project', async () => {
    put('work/other/manage.py', 'work/mine/README.md');
    await expect(find('work/mine')).rejects.toMatchObject({code: 'usage'});
  });

  it('is not looked for in installed packages', async () => {
    put('site/venv/lib/manage.py', 'site/node_modules/manage.py');
    await expect(find('site')).rejects.toMatchObject({code: 'usage'});
  });

  it('names the directory and a way out where there is none', async () => {
    put('empty/README.md');
    await expect(find('empty')).rejects.toMatchObject({
      message: `No Django project found in ${top}/empty`,
      next: expect.arrayContaining([expect.stringContaining('--dir')]),
    });
    await expect(find('absent')).rejects.toMatchObject({code: 'usage'});
  });

  it('is a real path behind a link', async () => {
    put('site/manage.py');
    symlinkSync(join(top, 'site'), join(top, 'link'));
    expect(await find('link')).toBe('/site');
  });
});

describe('the identity of a project', () => {
  it('is safe for Docker and different for each directory', () => {
    put('a/x', 'b/x');
    const one = projectId(join(top, 'a'), 'Müller & Söhne GmbH.com');
    expect(one).toMatch(/^[a-z0-9-]+-[0-9a-f]{8}$/);
    expect(one.startsWith('mu-ller-so-hne-gmbh-com-')).toBe(true);
    expect(projectId(join(top, 'b'), 'Müller & Söhne GmbH.com')).not.toBe(one);
  });

  it('is short and has a name in any case', () => {
    expect(projectId(top, 'x'.repeat(200))).toHaveLength(49);
    expect(projectId(top, '日本')).toMatch(/^project-[0-9a-f]{8}$/);
  });
});
