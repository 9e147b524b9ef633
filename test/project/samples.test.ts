import {describe, expect, it} from '@jest/globals';
import {read, type Files} from './plain';

const settings = 'import os\nX = os.environ["X"]\n';
const sampled = (file: string): string | undefined => read({'site/settings.py': settings, [file]: 'X=1\n'}).samples['X'];

it.each([
  '.env.example',
  'env.sample',
  'env_sample',
  'sample.env',
  '.envrc.template',
  'docker-compose.local-template.env',
  'local.env.example',
  '.env.dist',
  'env.dev.sample',
  'dotenv.example',
  '.env.local.default',
  'config/example.env',
  'env-example.txt',
])('%s tells values', file => {
  expect(sampled(file)).toBe('1');
});

it.each(['.env', 'example.txt', 'env_template.py', 'environment.example.yaml', 'envoy.sample', 'a/b/c/.env.example'])(
  '%s tells none',
  file => {
    expect(sampled(file)).toBeUndefined();
  },
);

it.each([
  ['over lines in its quotes', 'X="-----BEGIN KEY-----\nabc==\n-----END KEY-----"\nY=2\n', '-----BEGIN KEY-----\nabc==\n-----END KEY-----'],
  ['in other quotes', "export X='a\r\nb' # of two lines\n", 'a\nb'],
  ['after a quote that nothing ends', 'Y="1\nX="2"\n', '2'],
  ['with a quote that nothing ends', 'X="1\nY="2"\n', '"1'],
  ['with an apostrophe', "X='tis\nY=don't\n", "'tis"],
  ['with a comment', 'X=1 # one\n', '1'],
])('a value is read %s', (_, content, value) => {
  expect(read({'site/settings.py': settings, '.env.example': content}).samples['X']).toBe(value);
});

describe('what a compose file for development gives to the service that runs the project', () => {
  const given = (files: Files): string | undefined => read({'site/settings.py': settings, ...files}).samples['X'];
  const service = (rest: string, build = 'build: .') => `services:\n  web:\n    ${build}\n${rest}\n`;
  const dockerfile = {Dockerfile: 'FROM python:3.13\nRUN pip install -r requirements.txt\n'};

  it.each([
    ['a list', '    environment:\n      - X=1'],
    ['a mapping', '    environment:\n      X: 1'],
    ['a default', '    environment:\n      X: ${Y:-1}'],
    ['a file', '    env_file: ./.envs/.local/.django'],
    ['a list of files', '    env_file:\n      - .none\n      - path: .envs/.local/.django'],
    ['the sample of a file', '    env_file: env.d/${KIND:-development}'],
    ['over a file', '    env_file: .envs/.other\n    environment:\n      X: "1"'],
  ])('tells values: %s', (_, rest) => {
    const files = {...dockerfile, 'env.d/development.dist': 'X=1\n', '.envs/.local/.django': 'X=1\n', '.envs/.other': 'X=2\n'};
    expect(given({...files, 'docker-compose.local.yml': service(rest)})).toBe('1');
  });

  const environment = '    environment:\n      X: 1';
  it.each<[string, Files]>([
    ['by what it runs', {'compose.yaml': service(`    command: python manage.py runserver\n${environment}`, 'image: ours')}],
    ['by its image in another directory', {'docker/compose.yml': service(environment, 'build: {context: ..}'), ...dockerfile}],
    [
      'for development before the others',
      {'compose.yml': service(environment.replace('1', '2')), 'dev.yml': service(environment), ...dockerfile},
    ],
  ])('is found %s', (_, files) => {
    expect(given(files)).toBe('1');
  });

  it.each<[string, Files]>([
    ['another image', {'compose.yaml': service(environment, 'image: node')}],
    ['an image of something else', {'compose.yaml': service(environment, 'build: web'), 'web/Dockerfile': 'FROM node\nRUN npm ci\n'}],
    ['the name of another environment', {'compose.yml': service('    environment: {X: production}'), ...dockerfile}],
    ['a path in its own image', {'compose.yml': service('    environment: {X: /var/log/site.log}'), ...dockerfile}],
    ['a compose file for production', {'docker-compose.prod.yml': service(environment), ...dockerfile}],
    [
      'a file for production',
      {'compose.yml': service('    env_file: .envs/.production/.django'), '.envs/.production/.django': 'X=1', ...dockerfile},
    ],
    ['a value from outside', {'compose.yml': service('    environment: ["X=${X}", "X"]'), ...dockerfile}],
    ['what is no YAML', {'compose.yml': 'services: {{ x }}\n  X: 1', ...dockerfile}],
  ])('tells none: %s', (_, files) => {
    expect(given(files)).toBeUndefined();
  });

  it('says less than a sample', () => {
    expect(given({'.env.example': 'X=1\n', 'compose.yml': service(environment.replace('1', '2')), ...dockerfile})).toBe('1');
  });
});
