import {expect, it} from '@jest/globals';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const plain = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
  'site/__init__.py': '',
  'site/settings.py': 'INSTALLED_APPS = ["shop"]\nWSGI_APPLICATION = "site.wsgi.application"\n',
  'site/wsgi.py': 'application = get_wsgi_application()\n',
  'site/asgi.py': 'from django.core.asgi import get_asgi_application\napplication = get_asgi_application()\n',
  'requirements.txt': 'Django==5.2.7\n',
};
const settings = (text: string) => ({'site/settings.py': `${plain['site/settings.py']}${text}\n`});
const named = 'ASGI_APPLICATION = "site.asgi.application"';

it.each<[string, Readonly<Record<string, string>>, string | null]>([
  ['what startproject writes', {}, null],
  ['a server that nothing starts', {'requirements.txt': 'Django==5.2.7\nuvicorn==0.39.0\n'}, null],
  ['ASGI_APPLICATION without a server', settings(named), null],
  [
    'ASGI_APPLICATION with hypercorn',
    {...settings(named), 'requirements.txt': 'Django==5.2.7\nhypercorn==0.17\n'},
    'site.asgi:application',
  ],
  ['channels in INSTALLED_APPS', settings('INSTALLED_APPS += ["channels"]'), 'site.asgi:application'],
  ['daphne by its configuration', settings('INSTALLED_APPS += ["daphne.apps.DaphneConfig"]'), 'site.asgi:application'],
  [
    'channels with an application of its own',
    {...settings('INSTALLED_APPS += ["channels"]\nASGI_APPLICATION = "site.routing.app"'), 'site/routing.py': 'app = 1'},
    'site.routing:app',
  ],
  ['a Procfile', {Procfile: 'web: daphne -b 0.0.0.0 -p $PORT site.asgi:application\n'}, 'site.asgi:application'],
  [
    'a compose file',
    {'docker-compose.yml': 'services:\n  web:\n    command: ["python", "-m", "uvicorn", "site.asgi:application"]\n'},
    'site.asgi:application',
  ],
  [
    'a script that starts gunicorn with its worker',
    {'deploy/start.sh': '#!/bin/sh\nexec gunicorn site.asgi --bind 0.0.0.0:80 -k uvicorn_worker.UvicornWorker\n'},
    'site.asgi:application',
  ],
  ['a Procfile with gunicorn', {Procfile: 'web: gunicorn site.wsgi\n'}, null],
  ['a service beside Django', {'api/main.py': 'app = FastAPI()', 'Procfile': 'api: uvicorn api.main:app\n'}, null],
  ['an installation', {Makefile: 'install:\n\tpip install uvicorn django\n'}, null],
])('%s', (_what, files, asgi) => {
  const {django, proofs} = readFacts(memoryTree({...plain, ...files}), plainSettings);
  expect(django.server.kind).toBe(asgi === null ? 'wsgi' : 'asgi');
  if (asgi !== null) expect(django.asgi).toBe(asgi);
  if (asgi !== null) expect(proofs['django.server']?.length).toBeGreaterThan(0);
});

it('says why', () => {
  const reasonOf = (files: Readonly<Record<string, string>>) =>
    readFacts(memoryTree({...plain, ...files}), plainSettings).django.server.why;
  expect(reasonOf({})).toBe('nothing in the project asks for ASGI');
  expect(reasonOf(settings('INSTALLED_APPS += ["channels"]'))).toBe('channels is in INSTALLED_APPS');
  expect(reasonOf({Procfile: 'web: daphne site.asgi:application\n'})).toBe('Procfile starts daphne');
});
