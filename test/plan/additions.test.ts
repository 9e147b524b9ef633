import {expect, it} from '@jest/globals';
import {additionsFor} from '../../src/plan/additions';
import {inputsOf} from './given';

it.each<[string, string, string, readonly string[]]>([
  ['Python 3.9', '3.9', 'Django==2.2.28\ngunicorn==20.0.4', ['setuptools']],
  ['Python 3.9 with a frozen list', '3.9', 'Django==2.2.28\ngunicorn==20.0.4\npytz==2022.1\nsqlparse==0.4.2', ['setuptools']],
  ['Python 3.9 with setuptools of its own', '3.9', 'Django==2.2.28\ngunicorn==20.0.4\nsetuptools==65.0.0', []],
  ['Python 3.12, whose official image carries none', '3.12', 'Django==5.2.7\ngunicorn==23.0.0', []],
])('%s is installed with what its official image carries', async (_what, version, requirements, names) => {
  const {project} = await inputsOf('X = 1', requirements, {'.python-version': version});
  expect(additionsFor(project).map(({requirement}) => requirement.split('==')[0])).toEqual(names);
});

it.each<[string, string, string, string]>([
  ['setuptools', 'X = 1', 'gunicorn==20.0.4', 'setuptools==65.5.0'],
  ['gunicorn', 'X = 1', 'setuptools==65.5.0', 'gunicorn==22.0.0'],
  [
    'a driver',
    'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}',
    'gunicorn==1\nsetuptools==1',
    'psycopg[binary]==3.2.1',
  ],
])('%s that development pins is the one that is added, so that the two sets agree', async (_what, settings, production, development) => {
  const files = {'.python-version': '3.11', 'requirements-dev.txt': development};
  const {project} = await inputsOf(settings, `Django==4.2.9\n${production}`, files);
  expect(additionsFor(project).map(({requirement}) => requirement)).toEqual([development]);
});

it('setuptools that development locks is the one that is added', async () => {
  const {project} = await inputsOf('X = 1', 'Django==4.2.9\ngunicorn==20.0.4', {'.python-version': '3.11', 'requirements-dev.txt': 'ipdb'});
  const lock = {inputs: '', python: '3.11', asOf: null, production: [], development: ['ipdb==0.13', 'setuptools==81.0.0'], images: {}};
  expect(additionsFor({...project, lock: {...lock, production: ['gunicorn==20.0.4']}})).toEqual([
    expect.objectContaining({requirement: 'setuptools==81.0.0'}),
  ]);
});

it('what gunicorn needs is added as development pins it', async () => {
  const files = {'.python-version': '3.12', 'requirements-dev.txt': 'packaging==25.0'};
  const {project} = await inputsOf('X = 1', 'Django==5.2.7', files);
  expect(additionsFor(project).map(({requirement}) => requirement)).toEqual([expect.stringMatching(/^gunicorn==/), 'packaging==25.0']);
});

it('what uvicorn and an old Python need is added as development pins it', async () => {
  const development = 'click==7.1.1\nh11==0.9.0\nimportlib-metadata==1.6.0\npackaging==20.3\npyparsing==2.4.7\nzipp==3.1.0';
  const files = {'.python-version': '3.6', 'requirements-dev.txt': development, 'site/asgi.py': 'application = 1'};
  const {project} = await inputsOf('INSTALLED_APPS = ["channels"]', 'Django==3.0.5\nchannels==2.4.0', files);
  const added = additionsFor(project).map(({requirement}) => requirement);
  expect(added.filter(line => development.includes(line)).sort()).toEqual(development.split('\n'));
});

it('nothing is added beneath what is there already', async () => {
  const files = {'.python-version': '3.12', 'requirements-dev.txt': 'packaging==25.0'};
  const {project} = await inputsOf('X = 1', 'Django==5.2.7\ngunicorn==23.0.0', files);
  expect(additionsFor(project)).toEqual([]);
});
