import {expect, it} from '@jest/globals';
import {read} from './plain';

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
