import {expect, it} from '@jest/globals';
import {buildPackages, runPackages} from '../../src/plan/system-packages';
import {boundsOfSources} from '../../src/plan/wheels';
import {inputsOf} from './given';

it.each<[string, string, readonly string[], readonly string[]]>([
  ['3.12', 'cffi==1.15.1', ['gcc', 'libc6-dev', 'libffi-dev'], []],
  ['3.12', 'cffi==1.16.0', [], []],
  ['3.11', 'cffi==1.15.1', [], []],
  ['3.10', 'psycopg2-binary==2.8.3', ['gcc', 'libc6-dev', 'libpq-dev'], ['libpq5']],
  ['3.13', 'psycopg2-binary==2.9.9', ['gcc', 'libc6-dev', 'libpq-dev'], ['libpq5']],
  ['3.13', 'psycopg2-binary==2.9.10', [], []],
  ['3.12', 'psycopg2-binary', [], []],
  ['3.12', 'lxml==4.9.2', ['gcc', 'libc6-dev', 'libxml2-dev', 'libxslt1-dev'], ['libxslt1.1']],
  ['3.12', 'lxml==5', [], []],
  ['3.6', 'Twisted==17.9.0', ['gcc', 'libc6-dev'], []],
  ['3.12', 'Twisted==20.3.0', ['gcc', 'libc6-dev'], []],
  ['3.12', 'Twisted==21.2.0', [], []],
  ['3.10', 'hiredis==2.0.0', ['gcc', 'libc6-dev'], []],
  ['3.10', 'hiredis==2.1.0', [], []],
])('Python %s with %s is built with %j and runs with %j', async (python, pin, build, run) => {
  const {project} = await inputsOf('X = 1', `Django==4.2.9\n${pin}`, {'.python-version': python});
  expect(buildPackages(project, [], [])).toEqual(build);
  expect(runPackages(project, [])).toEqual(run);
});

it.each<[string, readonly string[], readonly string[]]>([
  ['pdftotext==3.0.0', ['g++', 'gcc', 'libc6-dev', 'libpoppler-cpp-dev', 'pkg-config'], ['pdfgrep']],
  ['netifaces==0.11.0', ['gcc', 'libc6-dev'], []],
  ['pycrypto==2.6.1', ['gcc', 'libc6-dev'], []],
])('%s, which never had a wheel, is built with %j and runs with %j', async (pin, build, run) => {
  const {project} = await inputsOf('X = 1', `Django==4.2.9\n${pin}`, {'.python-version': '3.12'});
  expect([buildPackages(project, [], []), runPackages(project, [])]).toEqual([build, run]);
});

it('what devenv.lock has counts where the files leave the version open', async () => {
  const {project} = await inputsOf('X = 1', 'Django', {'.python-version': '3.12'});
  const lock = {inputs: '', python: '3.12', asOf: null, production: ['cffi==1.15.1'], development: [], images: {}};
  expect(buildPackages({...project, lock}, [], [])).toContain('libffi-dev');
});

it.each([
  ['3.12', '6.0', ['cython<3']],
  ['3.12', '6.0.1', []],
  ['3.14', '6.0', ['cython<3']],
  ['3.14', '6.0.2', []],
  ['3.11', '6.0', []],
])('Python %s makes PyYAML %s by %j', async (python, version, bounds) => {
  const {project} = await inputsOf('X = 1', `Django==4.2.9\nPyYAML==${version}`, {'.python-version': python});
  expect(boundsOfSources(project)).toEqual(bounds);
});

it('the library of SpatiaLite is there where tests alone use it', async () => {
  const database = (engine: string) => `DATABASES = {"default": {"ENGINE": "django.contrib.gis.db.backends.${engine}", "NAME": "db"}}`;
  const settings = `import sys\n${database('postgis')}\nif "test" in sys.argv:\n    ${database('spatialite')}`;
  const {project} = await inputsOf(settings, 'Django==5.2\npsycopg==3.2');
  expect([project.database.engine, runPackages(project, [])]).toEqual(['postgresql', ['gdal-bin', 'libpq5', 'libsqlite3-mod-spatialite']]);
});

it('SpatiaLite is SQLite that loads its library by name', async () => {
  const {project} = await inputsOf(
    'DATABASES = {"default": {"ENGINE": "django.contrib.gis.db.backends.spatialite", "NAME": "db"}}',
    'Django==5.2',
  );
  expect([project.database.engine, runPackages(project, [])]).toEqual(['sqlite', ['gdal-bin', 'libsqlite3-mod-spatialite']]);
});
