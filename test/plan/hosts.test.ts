import {expect, it} from '@jest/globals';
import {planUp} from '../../src/plan';
import {acceptedHost, closedSite, siteHost} from '../../src/plan/hosts';
import {inputsOf} from './given';

it.each([
  ['X = 1', 'localhost', 'localhost', false],
  ['ALLOWED_HOSTS = []', 'localhost', 'localhost', false],
  ['ALLOWED_HOSTS = ["*"]', 'localhost', 'localhost', false],
  ['ALLOWED_HOSTS = ["shop.example.com", "localhost"]', 'localhost', 'localhost', false],
  ['ALLOWED_HOSTS = [".localhost"]', 'localhost', 'localhost', false],
  ['ALLOWED_HOSTS = ["www.shop.localhost", "shop.localhost"]', 'www.shop.localhost', 'www.shop.localhost', false],
  ['ALLOWED_HOSTS = ["example.com", "127.0.0.1"]', '127.0.0.1', '127.0.0.1', false],
  ['ALLOWED_HOSTS = [".example.com"]', 'example.com', 'localhost', true],
  ['ALLOWED_HOSTS = ["example.com", os.getenv("HOST")]', 'localhost', 'localhost', false],
])('%s is asked as %s, by the URL of %s', async (line, probed, shown, closed) => {
  const inputs = await inputsOf(line, 'Django==5.2');
  expect([acceptedHost(inputs), siteHost(inputs), closedSite(inputs) !== null]).toEqual([probed, shown, closed]);
});

it('the name in the URL is kept with the container that serves it', async () => {
  const {steps} = planUp(await inputsOf('ALLOWED_HOSTS = ["www.shop.localhost"]', 'Django==5.2'), {build: false, fixtures: true});
  const files = steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
  expect(files.find(({path}) => path === 'compose.yaml')?.content).toContain('devenv.host: www.shop.localhost');
});
