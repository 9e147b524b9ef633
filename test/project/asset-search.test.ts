import {describe, expect, it} from '@jest/globals';
import type {Settings} from '../../src/model/settings';
import {readFacts} from '../../src/project/facts';
import {missingAssets} from '../../src/plan';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

type Files = Readonly<Record<string, string>>;

const django = {
  'backend/manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
  'backend/site/__init__.py': '',
  'backend/site/settings.py': `from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
INSTALLED_APPS = ["shop"]
TEMPLATES = [{"DIRS": [BASE_DIR / "client" / "dist"]}]
STATICFILES_DIRS = [BASE_DIR / "client" / "dist" / "static"]
`,
  'backend/shop/__init__.py': '',
  'requirements.txt': 'Django==5.2.7\n',
};
const built = '{"scripts": {"build": "vite build"}, "devDependencies": {"vite": "^7"}}';
const image = `FROM node:20.11 AS web
COPY frontend/ /frontend/
WORKDIR /frontend
ENV PUBLIC_PATH="/static/" NODE_ENV=production
RUN npm ci && npm run build
FROM python:3.13
COPY . /app
COPY --from=web /frontend/dist /app/backend/client/dist
`;

function factsOf(files: Files, assets: Settings['assets'] = null) {
  return readFacts(memoryTree({...django, ...files}), {...plainSettings, assets});
}

describe('a front end as a Dockerfile has it built', () => {
  const files = {'frontend/package.json': built, 'docker/Dockerfile': image};

  it('is put where the settings look for it', () => {
    const {assets, proofs} = factsOf(files);
    expect(assets).toMatchObject({
      directory: 'frontend',
      node: {version: '20', why: '20: docker/Dockerfile'},
      command: 'export PUBLIC_PATH=/static/ && npm run build && mkdir -p ../backend/client/dist && cp -r dist/. ../backend/client/dist',
      output: ['backend/client/dist'],
    });
    expect(proofs['assets']).toEqual([
      {file: 'frontend/package.json', line: 1},
      {file: 'docker/Dockerfile', line: 8},
    ]);
  });

  it('is found again once it is built', () => {
    const made = {'backend/client/dist/index.html': '<p>'};
    expect(factsOf({...files, ...made}).assets).toBeNull();
    expect(factsOf({...files, ...made, '.gitignore': 'dist\n'}).assets?.directory).toBe('frontend');
    const record = {'.devenv/assets.json': '{"files": [\n  "backend/client/dist/index.html"\n]}'};
    expect(factsOf({...files, ...made, ...record}).assets?.directory).toBe('frontend');
  });

  it.each<[string, string]>([
    [
      'for another server',
      image.replace('FROM python:3.13', 'FROM nginx:1.28').replace('/app/backend/client/dist', '/usr/share/nginx/html'),
    ],
    ['for a place from which Django serves nothing', image.replace('backend/client/dist', 'backend/mobile')],
    ['that installs and builds nothing', image.replace(' && npm run build', '')],
    ['in a directory that the project does not have', image.replaceAll('frontend', 'ui')],
  ])('is none %s', (_what, text) => {
    expect(factsOf({...files, 'docker/Dockerfile': text}).assets).toBeNull();
  });

  it('is built by a script of the project, with the programs that its packages bring', () => {
    const stage = `FROM node:22-slim AS assets
WORKDIR /app/assets
COPY assets/package.json ./
RUN yarn install
ENV PATH="\${PATH}:/node_modules/.bin"
COPY . ..
RUN if [ "\${NODE_ENV}" != "development" ]; then ../run build:js && ../run build:css; else mkdir -p /app/public; fi
FROM python:3.13 AS app
COPY --from=assets /app/public /public
COPY . .
`;
    const settings =
      'import os\nBASE_DIR = os.path.dirname(os.path.dirname(__file__))\nSTATICFILES_DIRS = ["/public", os.path.join(BASE_DIR, "..", "public")]\n';
    const more = {
      'Dockerfile': stage,
      'assets/package.json': '{}',
      'assets/yarn.lock': '',
      '.gitignore': 'public/*\n!public/.keep\n',
      'public/.keep': '',
    };
    expect(factsOf({...more, 'backend/site/settings.py': settings}).assets).toMatchObject({
      directory: 'assets',
      command: 'export PATH=$PATH:/node_modules/.bin && ../run build:js && ../run build:css',
      output: ['public'],
    });
  });

  it('is what devenv.yaml says where that says more', () => {
    expect(factsOf(files, {command: 'make'}).assets).toMatchObject({directory: 'frontend', command: 'make', output: null});
    expect(factsOf(files, {directory: 'frontend'}).assets?.output).toEqual(['backend/client/dist']);
    expect(factsOf(files, {directory: 'frontend', command: 'make'}).assets).toMatchObject({command: 'make', output: null});
    expect(factsOf(files, false)).toMatchObject({assets: null});
  });
});

describe('a front end that says what it writes', () => {
  const tool = (name: string, script: string) => `{"scripts": {"${name}": "${script}"}, "devDependencies": {"webpack": "^5"}}`;

  it.each<[string, Files, string | null]>([
    ['vite', {'ui/package.json': built, 'ui/vite.config.ts': "build: {outDir: '../backend/shop/static/dist'}"}, 'npm run build in ui'],
    [
      'Angular',
      {'ui/package.json': tool('build', 'ng build'), 'ui/angular.json': '{"outputPath": {"base": "../backend/shop/static/ui/"}}'},
      'npm run build in ui',
    ],
    [
      'webpack without a script',
      {
        'backend/package.json': tool('lint', 'eslint'),
        'backend/webpack.config.js': "output: {path: path.resolve(__dirname, 'shop', 'static', 'js')}",
      },
      'webpack in backend',
    ],
    ['sass', {'package.json': tool('css', 'sass a.scss backend/shop/static/a.css')}, 'npm run css in '],
    ['tailwind', {'package.json': tool('tw:build', 'tailwindcss -i a.css -o backend/client/dist/a.css')}, 'npm run tw:build in '],
    ['only while it watches', {'package.json': tool('tw:watch', 'tailwindcss -i a.css -o backend/client/dist/a.css')}, null],
    ['no application of Django', {'ui/package.json': built, 'ui/vite.config.ts': "build: {outDir: '../backend/other/static'}"}, null],
    ['what git has', {'package.json': tool('css', 'sass a.scss backend/shop/static/a.css'), 'backend/shop/static/a.css': ''}, null],
    ['nothing, beside an API', {'ui/package.json': built}, null],
  ])('by %s', (_what, files, expected) => {
    const {assets} = factsOf(files);
    expect(assets === null ? null : `${assets.command} in ${assets.directory}`).toBe(expected);
  });
});

describe('what the settings want and nothing makes', () => {
  const loader = `${django['backend/site/settings.py']}WEBPACK_LOADER = {"DEFAULT": {"STATS_FILE": str(BASE_DIR / "webpack-stats.json")}}\n`;

  it('is told with the line that settles it', () => {
    const {unmade} = factsOf({'ui/package.json': built, 'ui/yarn.lock': ''});
    expect(unmade).toEqual({
      paths: ['backend/client/dist'],
      where: {file: 'backend/site/settings.py', line: 5},
      from: {directory: 'ui', command: 'yarn run build && mkdir -p ../backend/client && cp -r dist ../backend/client/dist'},
    });
  });

  it('is told of the list that a bundler writes, whether a package.json is there or not', () => {
    expect(factsOf({'backend/site/settings.py': loader}).unmade).toMatchObject({paths: ['backend/webpack-stats.json'], from: null});
  });

  it.each<[string, Files, Settings['assets']]>([
    ['a project without any front end', {}, null],
    ['a package.json that bundles nothing', {'package.json': '{"devDependencies": {"prettier": "^3"}}'}, null],
    ['one who says that there is none', {'ui/package.json': built}, false],
    ['one whose directories are there', {'ui/package.json': built, 'backend/client/dist/static/a.css': ''}, null],
  ])('is not told to %s', (_what, files, assets) => {
    expect(missingAssets({...notProject, ...factsOf(files, assets)})).toBeNull();
  });

  it('is one line', () => {
    const said = (files: Files) => missingAssets({...notProject, ...factsOf(files)});
    expect(said({'ui/package.json': built})).toBe(
      "backend/site/settings.py:5 names backend/client/dist, which is not there, and no front end was found that makes it; if ui/package.json does, in devenv.yaml: assets: {directory: ui, command: 'npm run build && mkdir -p ../backend/client && cp -r dist ../backend/client/dist', output: [backend/client/dist]}",
    );
    expect(said({'backend/site/settings.py': loader})).toContain('; assets: in devenv.yaml says what does');
  });
});

const notProject = {root: '/site', name: 'site', id: 'site-1', git: null};
