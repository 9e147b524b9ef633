import {describe, expect, it} from '@jest/globals';
import {managerOf, manifestsOf, readManifest} from '../../src/project/package-json';
import {memoryTree} from './memory-tree';

const plain = {'web/package.json': '{"scripts": {"build": "vite build"}}', 'web/yarn.lock': ''};

function installed(files: Readonly<Record<string, string>>) {
  const tree = memoryTree({...plain, ...files});
  const manifest = readManifest(tree, 'web');
  if (manifest === null) throw new Error('web has a package.json');
  return {manager: managerOf(tree, 'web', manifest), manifests: manifestsOf(tree, 'web', manifest)};
}

describe('the yarn that a project brings', () => {
  it('is among what is copied before the packages are installed, with its plugins and patches', () => {
    const {manager, manifests} = installed({
      'web/.yarnrc.yml': 'plugins:\n  - path: .yarn/plugins/typescript.cjs\nyarnPath: .yarn/releases/yarn-3.6.4.cjs\n',
      'web/.yarn/releases/yarn-3.6.4.cjs': '',
      'web/.yarn/plugins/typescript.cjs': '',
    });
    expect(manifests).toEqual(['package.json', 'yarn.lock', '.yarnrc.yml', '.yarn']);
    expect(manager).toEqual({name: 'yarn', tool: '@yarnpkg/cli-dist@3.6.4', install: 'yarn install --immutable'});
  });

  it('is one file wherever it lies', () => {
    const {manager, manifests} = installed({'web/.yarnrc': 'yarn-path "./tools/yarn-1.22.4.js"\n', 'web/tools/yarn-1.22.4.js': ''});
    expect(manifests).toEqual(['package.json', 'yarn.lock', '.yarnrc', 'tools/yarn-1.22.4.js']);
    expect(manager.tool).toBe('yarn@1.22.4');
    expect(manager.ignoresPath).toBeUndefined();
  });

  it('above its directory lets the installation read any file', () => {
    const files = {'web/.yarnrc.yml': 'yarnPath: "../.yarn/releases/yarn-4.1.0.cjs"\n', '.yarn/releases/yarn-4.1.0.cjs': ''};
    expect(installed(files).manifests).toBeNull();
  });

  it('is had from the index by its name where git does not bring the file', () => {
    const {manager, manifests} = installed({'web/.yarnrc': '# made by yarn\nyarn-path ".yarn/releases/yarn-1.22.4.js"\n'});
    expect(manager).toMatchObject({tool: 'yarn@1.22.4', ignoresPath: true});
    expect(manifests).toEqual(['package.json', 'yarn.lock', '.yarnrc']);
  });

  it('is chosen by the lock where its name has no version', () => {
    const files = {'web/yarn.lock': '__metadata:\n  version: 6\n', 'web/.yarnrc.yml': "yarnPath: '.yarn/releases/yarn-berry.cjs'\n"};
    expect(installed(files).manager).toMatchObject({tool: '@yarnpkg/cli-dist@3', ignoresPath: true});
  });

  it('goes before what packageManager names, as yarn itself has it', () => {
    const files = {
      'web/package.json': '{"packageManager": "yarn@4.9.1"}',
      'web/.yarnrc.yml': 'yarnPath: .yarn/releases/yarn-4.1.0.cjs\n',
      'web/.yarn/releases/yarn-4.1.0.cjs': '',
    };
    expect(installed(files).manager.tool).toBe('@yarnpkg/cli-dist@4.1.0');
  });
});

it('patches that pnpm applies and the hooks that it runs are there for the installation', () => {
  const lock = {'web/yarn.lock': '', 'web/pnpm-lock.yaml': "lockfileVersion: '9.0'\n"};
  expect(installed({...lock, 'web/package.json': '{"pnpm": {"patchedDependencies": {"ms@2": "patches/ms.patch"}}}'}).manifests).toBeNull();
  expect(installed({...lock, 'web/.pnpmfile.cjs': ''}).manifests).toContain('.pnpmfile.cjs');
});
