import {describe, expect, it} from '@jest/globals';
import type {Settings} from '../../src/model/settings';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const plain = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
  'site/__init__.py': '',
  'site/settings.py': 'INSTALLED_APPS = []\nSTATICFILES_DIRS = [BASE_DIR / "web" / "dist"]\n',
  'requirements.txt': 'Django==5.2.7\n',
};
const gulp = '{"devDependencies": {"gulp": "^5"}}';
const built = '{"scripts": {"build": "vite build"}}';

function assetsOf(files: Readonly<Record<string, string>>, assets: Settings['assets'] = null) {
  return readFacts(memoryTree({...plain, ...files}), {...plainSettings, assets}).assets;
}

describe('the front end', () => {
  it.each<[string, Readonly<Record<string, string>>, string | null]>([
    ['beside manage.py', {'package.json': built}, ''],
    ['in a directory that the settings name', {'web/package.json': built}, 'web'],
    ['elsewhere, for a program of its own', {'mobile/package.json': built}, null],
    [
      'elsewhere, for an application that reads what a bundler made',
      {'ui/package.json': built, 'site/settings.py': 'INSTALLED_APPS = ["django_vite"]\n'},
      'ui',
    ],
    ['built by gulp', {'package.json': gulp, 'gulpfile.js': 'gulp.task("build", scripts);'}, ''],
    ['with a gulpfile that builds nothing', {'package.json': gulp, 'gulpfile.js': 'gulp.task("lint", lint);'}, null],
    ['without a build script', {'package.json': '{"scripts": {"test": "jest"}}'}, null],
    ['as a fixture of that name', {'package.json': '[{"model": "main.package", "fields": {"build": 1}}]'}, null],
    ['that is no JSON', {'package.json': '{"scripts": {"build": '}, null],
  ])('%s', (_what, files, directory) => {
    expect(assetsOf(files)?.directory ?? null).toBe(directory);
  });

  it.each<[string, Readonly<Record<string, string>>, string | null, string]>([
    ['package-lock.json', {'package-lock.json': '{}'}, null, 'npm ci'],
    ['no lock', {}, null, 'npm install'],
    ['yarn.lock', {'yarn.lock': '# yarn lockfile v1\n'}, 'yarn@1.22.22', 'yarn install --non-interactive --frozen-lockfile'],
    ['yarn.lock of yarn 3', {'yarn.lock': '__metadata:\n  version: 6\n'}, '@yarnpkg/cli-dist@3', 'yarn install --immutable'],
    ['yarn.lock of an earlier yarn 4', {'yarn.lock': '__metadata:\n  version: 8\n'}, '@yarnpkg/cli-dist@4.9.1', 'yarn install --immutable'],
    ['yarn.lock of today', {'yarn.lock': '__metadata:\n  version: 10\n'}, '@yarnpkg/cli-dist@4', 'yarn install --immutable'],
    ['pnpm-lock.yaml', {'pnpm-lock.yaml': "lockfileVersion: '6.0'\n"}, 'pnpm@8', 'pnpm install --frozen-lockfile'],
    [
      'packageManager',
      {'package.json': '{"packageManager": "pnpm@9.1.0+sha512.ab", "scripts": {"build": "x"}}', 'pnpm-lock.yaml': ''},
      'pnpm@9.1.0',
      'pnpm install --frozen-lockfile',
    ],
  ])('is installed by what %s says', (_what, files, tool, install) => {
    expect(assetsOf({'package.json': built, ...files})?.manager).toMatchObject({tool, install});
  });

  it('is built by its script, else by the task of its gulpfile', () => {
    expect(assetsOf({'package.json': built, 'yarn.lock': ''})?.command).toBe('yarn run build');
    expect(assetsOf({'package.json': gulp, 'gulpfile.mjs': 'export {build}'})?.command).toBe('gulp build');
  });

  it.each([
    ['{"name": "site", "lockfileVersion": 3}', 7],
    ['{"name": "site", "lockfileVersion": 2}', undefined],
  ])('a lock such as %s is read by npm from %s on', (lock, oldest) => {
    expect(assetsOf({'package.json': built, 'package-lock.json': lock})?.manager.oldest).toBe(oldest);
  });

  it('reads any file while it installs where a script of its own runs then', () => {
    expect(assetsOf({'package.json': built, '.npmrc': ''})?.manifests).toEqual(['package.json', '.npmrc']);
    expect(assetsOf({'package.json': '{"scripts": {"build": "x", "postinstall": "node patch.js"}}'})?.manifests).toBeNull();
    expect(assetsOf({'package.json': '{"scripts": {"build": "x"}, "workspaces": ["a"]}'})?.manifests).toBeNull();
  });

  it('is what devenv.yaml says', () => {
    expect(assetsOf({'package.json': built}, false)).toBeNull();
    expect(assetsOf({'assets/package.json': '{}'}, {directory: 'assets/', command: 'make', output: ['public']})).toMatchObject({
      directory: 'assets',
      command: 'make',
      output: ['public'],
    });
    expect(() => assetsOf({}, {directory: 'assets'})).toThrow('assets.directory in devenv.yaml is assets, which has no package.json');
  });
});
