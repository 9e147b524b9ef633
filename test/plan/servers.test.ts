import {describe, expect, it} from '@jest/globals';
import {additionsFor} from '../../src/plan/additions';
import {developmentServerOf, serverOf} from '../../src/plan/servers';
import {inputsOf} from './given';

const asgi = {'site/asgi.py': 'import django\napplication = 1\n', 'site/wsgi.py': 'application = 1\n'};
/** What the image of an old Python carries is there for every project. */
const setuptools: Readonly<Record<string, readonly string[]>> = {
  '3.6': ['setuptools==59.6.0'],
  '3.7': ['setuptools==57.5.0'],
  '3.8': ['setuptools==57.5.0'],
  '3.9': ['setuptools==79.0.1'],
};
const carried = 'uvicorn.workers.UvicornWorker';
const packaged = 'uvicorn_worker.UvicornWorker';

async function projectOf(python: string, requirements: string, apps = '["channels"]') {
  const asgiref = requirements.includes('asgiref') ? '' : 'asgiref==3.8.1\n';
  const inputs = await inputsOf(`INSTALLED_APPS = ${apps}`, `Django==4.2.1\n${asgiref}${requirements}`, {
    ...asgi,
    '.python-version': python,
  });
  return inputs.project;
}

describe('an ASGI project', () => {
  it.each<[string, string, readonly string[], string]>([
    ['3.13', 'gunicorn==23.0.0', ['uvicorn==0.54.0', 'websockets==16.1.1', 'uvicorn-worker==0.4.0'], packaged],
    ['3.9', 'gunicorn==23.0.0', ['uvicorn==0.39.0', 'websockets==15.0.1', 'uvicorn-worker==0.4.0'], packaged],
    ['3.8', 'gunicorn==23.0.0', ['uvicorn==0.33.0', 'websockets==13.1'], carried],
    ['3.6', 'gunicorn==20.1.0', ['uvicorn==0.16.0', 'websockets==9.1'], carried],
    ['3.6', 'gunicorn==20.1.0\nasgiref==2.1.4', ['uvicorn==0.13.4', 'websockets==9.1'], carried],
    ['3.7', 'gunicorn==20.1.0\nasgiref==2.3.2', ['uvicorn==0.22.0', 'websockets==11.0.3'], carried],
    ['3.13', 'gunicorn==23.0.0\nuvicorn[standard]==0.30.1\nwebsockets==13.0', [], carried],
    ['3.13', 'gunicorn==20.1.0\nuvicorn==0.39.0\nwsproto==1.2.0', [], carried],
    ['3.13', 'gunicorn==23.0.0\nuvicorn==0.34.0\nuvicorn-worker==0.3.0\nwebsockets==13.0', [], packaged],
    ['3.13', 'gunicorn==23.0.0\nuvicorn==0.39.0\nwebsockets==13.0', ['uvicorn-worker==0.4.0'], packaged],
  ])('on Python %s with %j gets %j and the worker that goes with them', async (python, requirements, added, worker) => {
    const project = await projectOf(python, requirements);
    expect(additionsFor(project).map(({requirement}) => requirement)).toEqual([...added, ...(setuptools[python] ?? [])]);
    expect(serverOf(project).slice(-2)).toEqual([worker, 'site.asgi:application']);
    expect(developmentServerOf(project)).toEqual(['/opt/devenv/runserver.py', '--asgi=site.asgi:application']);
  });

  it('takes the version that development pins', async () => {
    const inputs = await inputsOf('INSTALLED_APPS = ["channels"]', 'Django==5.2.7\nasgiref==3.8.1\ngunicorn==23.0.0', {
      ...asgi,
      'requirements-dev.txt': 'uvicorn==0.37.0\n',
      '.python-version': '3.13',
    });
    expect(additionsFor(inputs.project).map(({requirement}) => requirement)).toContain('uvicorn==0.37.0');
  });
});

it('a project without ASGI gets nothing of it', async () => {
  const project = await projectOf('3.13', 'gunicorn==23.0.0', '[]');
  expect(additionsFor(project)).toEqual([]);
  expect(serverOf(project).at(-1)).toBe('site.wsgi:application');
  expect(developmentServerOf(project)).toEqual(['/opt/devenv/runserver.py']);
});
