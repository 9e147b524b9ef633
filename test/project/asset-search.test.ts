import {describe, expect, it} from '@jest/globals';
import type {Settings} from '../../src/model/settings';
import {readFacts} from '../../src/project/facts';
import {built, django, withStats} from './front-end';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

type Files = Readonly<Record<string, string>>;

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
    const tree = {...memoryTree({...django, ...files, ...made, ...record}), tracks: (path: string) => path === 'backend/client/dist'};
    expect(readFacts(tree, {...plainSettings, assets: null}).assets).toBeNull();
  });

  it('is built in the directory that the command names, beside the packages that lie above it in the image', () => {
    const stage = `FROM node:23 AS web
WORKDIR /app
COPY frontend/package.json ./
RUN npm ci
COPY frontend frontend/
RUN npm --prefix frontend run build
FROM python:3.13
WORKDIR /app
COPY . .
COPY --from=web /app/backend/client /app/backend/client
`;
    expect(factsOf({...files, 'docker/Dockerfile': stage}).assets).toMatchObject({
      directory: 'frontend',
      command: 'npm run build',
      output: ['backend/client'],
    });
  });

  it.each<[string, string]>([
    [
      'for another server',
      image.replace('FROM python:3.13', 'FROM nginx:1.28').replace('/app/backend/client/dist', '/usr/share/nginx/html'),
    ],
    ['for a place from which Django serves nothing', image.replace('backend/client/dist', 'backend/mobile')],
    ['that installs and builds nothing', image.replace(' && npm run build', '')],
    [
      'that takes what Django makes',
      `FROM python:3.13 AS messages\n${image.replace('RUN npm', 'COPY --from=messages /jsi18n jsi18n\nRUN npm')}`,
    ],
    ['in a directory that the project does not have', image.replaceAll('frontend', 'ui')],
  ])('is none %s', (_what, text) => {
    expect(factsOf({...files, 'docker/Dockerfile': text}).assets).toBeNull();
  });

  it('is built with the programs that the image has beside its packages', () => {
    const text = image.replace('npm ci', 'npm install -g yarn@1 sass gulp-cli && npm ci');
    const {assets} = factsOf({...files, 'frontend/package.json': '{"devDependencies": {"gulp-cli": "^3"}}', 'docker/Dockerfile': text});
    expect(assets?.command).toContain("&& npx -p sass -c 'npm run build' && mkdir");
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
    [
      'a script for the list that Django reads',
      {'package.json': tool('webpack:prod', 'webpack --config prod.js'), 'backend/site/settings.py': withStats},
      'npm run webpack:prod in ',
    ],
    ['a script and no list that Django reads', {'package.json': tool('webpack:prod', 'webpack --config prod.js')}, null],
    ['a site of documents', {'docs/package.json': built, 'backend/site/settings.py': 'DOCS = "docs/"\n'}, null],
    ['nothing, beside an API', {'ui/package.json': built}, null],
  ])('by %s', (_what, files, expected) => {
    const {assets} = factsOf(files);
    expect(assets === null ? null : `${assets.command} in ${assets.directory}`).toBe(expected);
  });
});

describe('packages that Django serves as they are', () => {
  const settings = (path: string) =>
    `import os\nBASE = os.path.dirname(__file__)\nSTATICFILES_DIRS = [("node", os.path.join(BASE, "..", ${path}).replace("\\\\", "/"))]\n`;

  it('are installed where the settings name them', () => {
    const files = {'backend/package.json': '{}', 'backend/site/settings.py': settings('"node_modules"')};
    expect(factsOf(files).assets).toMatchObject({directory: 'backend', command: 'true', packages: ['backend/node_modules']});
    const config = {'backend/package.json': '{"devDependencies": {"webpack": "^5"}}', 'backend/webpack.config.js': ''};
    expect(factsOf({...files, ...config}).assets?.command).toBe('webpack');
  });

  it('come beside what a build makes', () => {
    const {assets} = factsOf({'package.json': built, 'backend/site/settings.py': settings('"..", "node_modules", "htmx.org", "dist"')});
    expect(assets).toMatchObject({directory: '', command: 'npm run build', packages: ['node_modules/htmx.org/dist']});
  });

  it('are none of a directory without a package.json', () => {
    expect(factsOf({'backend/site/settings.py': settings('"node_modules"')}).assets).toBeNull();
  });
});
