import {describe, expect, it} from '@jest/globals';
import {namesRepository} from '../../src/project/git-packages';
import {memoryTree} from './memory-tree';

const isNamed = (files: Readonly<Record<string, string>>) => namesRepository(memoryTree(files), 'web');
const inManifest = (target: string) => isNamed({'web/package.json': JSON.stringify({devDependencies: {x: target}})});

describe('a package of a git repository', () => {
  it.each([
    ['package-lock.json', '"resolved": "git+ssh://git@github.com/team/x.git#1f2e",'],
    ['package-lock.json', '"version": "git+https://github.com/team/x.git#1f2e",'],
    ['yarn.lock', '  resolved "https://example.com/team/x.git#1f2e"'],
    ['yarn.lock', '  resolved "git://github.com/team/x#1f2e"'],
    ['yarn.lock', '"x@git@github.com:team/x":'],
    ['yarn.lock', '  resolution: "x@https://github.com/team/x.git#commit=1f2e"'],
    ['pnpm-lock.yaml', '    resolution: {commit: 1f2e, repo: https://github.com/team/x, type: git}'],
  ])('is named by %s: %s', (lock, line) => {
    expect(isNamed({[`web/${lock}`]: `first\n${line}\n`})).toBe(true);
  });

  it.each([
    ['package-lock.json', '"resolved": "https://example.com/simple-git/-/simple-git-3.0.0.tgz",'],
    ['package-lock.json', '"url": "https://github.com/sponsors/team"'],
    ['yarn.lock', '  resolved "https://codeload.github.com/team/x/tar.gz/1f2e"'],
    ['yarn.lock', '"simple-git@npm:^3.0.0":'],
  ])('is not named by %s: %s', (lock, line) => {
    expect(isNamed({[`web/${lock}`]: `${line}\n`})).toBe(false);
  });

  it.each([
    'team/x',
    'team/x#v1',
    'github:team/x',
    'gitlab:team/x',
    'git@example.com:team/x',
    'git+ssh://example.com/x',
    'https://a.b/x.git',
  ])('is what package.json asks for: %s', target => {
    expect(inManifest(target)).toBe(true);
  });

  it.each(['^1.2', 'latest', 'file:../x', './x', '~/x', 'npm:@team/x@1', 'https://a.b/x.tgz', 'workspace:*'])(
    'is not what package.json asks for: %s',
    target => {
      expect(inManifest(target)).toBe(false);
    },
  );

  it('is none where package.json says where the project itself lies, or is something else', () => {
    expect(isNamed({'web/package.json': '{"repository": {"type": "git", "url": "git+https://github.com/team/site.git"}}'})).toBe(false);
    expect(isNamed({'web/package.json': '{"dependencies": ["team/x"]'})).toBe(false);
    expect(isNamed({'web/package.json': '{"dependencies": {"x": 1}}'})).toBe(false);
  });
});
