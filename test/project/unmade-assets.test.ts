import {describe, expect, it} from '@jest/globals';
import type {Settings} from '../../src/model/settings';
import {missingAssets} from '../../src/plan';
import {readFacts} from '../../src/project/facts';
import {built, django, withStats} from './front-end';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

type Files = Readonly<Record<string, string>>;

function factsOf(files: Files, assets: Settings['assets'] = null) {
  return readFacts(memoryTree({...django, ...files}), {...plainSettings, assets});
}

const notProject = {root: '/site', name: 'site', id: 'site-1', git: null};

describe('what the settings want and nothing makes', () => {
  const loader = withStats;

  it('is told with the line that settles it', () => {
    const {unmade} = factsOf({'ui/package.json': built, 'ui/yarn.lock': ''});
    expect(unmade).toEqual({
      paths: ['backend/client/dist'],
      where: {file: 'backend/site/settings.py', line: 5},
      from: {directory: 'ui', command: 'yarn run build && mkdir -p ../backend/client && cp -r dist ../backend/client/dist'},
    });
  });

  it.each([
    ['{"webpack:build": "", "webpack:build:prod": "", "webpack:watch": ""}', 'webpack:build:prod'],
    ['{"test:build": "", "css-build": ""}', 'css-build'],
    ['{"lint": ""}', 'build'],
  ])('is told with the likeliest of the scripts %s', (scripts, name) => {
    const {unmade} = factsOf({'package.json': `{"scripts": ${scripts}, "devDependencies": {"webpack": "^5"}}`});
    expect(unmade?.from?.command).toBe(`npm run ${name}`);
  });

  it('is told of the list that a bundler writes, whether a package.json is there or not', () => {
    expect(factsOf({'backend/site/settings.py': loader}).unmade).toMatchObject({paths: ['backend/webpack-stats.json'], from: null});
  });

  it.each<[string, Files, Settings['assets']]>([
    ['a project without any front end', {}, null],
    ['a package.json that bundles nothing', {'package.json': '{"devDependencies": {"prettier": "^3"}}'}, null],
    ['one who says that there is none', {'ui/package.json': built}, false],
    [
      'one whose documentation is built apart',
      {
        'ui/package.json': built,
        'backend/site/settings.py': django['backend/site/settings.py']
          .replaceAll('"client" / "dist"', '"pages" / "docs"')
          .replace(' / "static"', ''),
      },
      null,
    ],
    ['one whose directories are there', {'ui/package.json': built, 'backend/client/dist/static/a.css': ''}, null],
  ])('is not told to %s', (_what, files, assets) => {
    expect(missingAssets({...notProject, ...factsOf(files, assets)})).toBeNull();
  });

  it('is one line', () => {
    const said = (files: Files) => missingAssets({...notProject, ...factsOf(files)});
    expect(said({'ui/package.json': built})).toBe(
      "backend/site/settings.py:5 names backend/client/dist, which is not there, and no front end was found that makes it; if ui/package.json does, in devenv.yaml: assets: {directory: ui, command: 'npm run build && mkdir -p ../backend/client && cp -r dist ../backend/client/dist'}",
    );
    expect(said({'backend/site/settings.py': loader})).toContain('; assets: in devenv.yaml says what does');
  });
});
