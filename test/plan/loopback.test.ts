import {expect, it} from '@jest/globals';
import {parse} from 'yaml';
import {planTest, planUp, type Inputs} from '../../src/plan';
import {inputsOf} from './given';

const settings = `
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "USER": "shop", "HOST": "localhost", "PORT": 5433}}
BROKER = "amqp://localhost"
`;
const pins = 'Django==5.2.8\npsycopg==3.2.1\nasgiref==3.8.1\n';

interface Compose {
  readonly services: Readonly<Record<string, {readonly entrypoint?: readonly string[]; readonly command?: readonly string[]}>>;
}

/** A Compose file among those that the first step writes. */
function composeIn({steps}: ReturnType<typeof planUp>, path: string): Compose['services'] {
  const files = steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
  return (parse(files.find(file => file.path === path)?.content ?? '') as Compose).services;
}

const up = (inputs: Inputs) => planUp(inputs, {build: false, fixtures: true});

it('a container of the code serves the ports that the code looks for on localhost, as far as the project has the store', async () => {
  const {web, nginx, db} = composeIn(up(await inputsOf(settings, pins)), 'compose.yaml');
  expect(web?.entrypoint).toEqual(['python', '/opt/devenv/loopback.py', '5433=db:5432', '--']);
  expect([nginx?.entrypoint, db?.entrypoint]).toEqual([undefined, undefined]);
});

it('as it ships, and in tests, the values are loaded behind it, and the image keeps its command', async () => {
  const inputs = await inputsOf(settings, pins);
  const entrypoint = ['python', '/opt/devenv/loopback.py', '5433=db:5432', '--', '/opt/devenv/runinenv'];
  const {web} = composeIn(up({...inputs, mode: 'production'}), 'compose.production.yaml');
  expect(web?.entrypoint).toEqual(entrypoint);
  expect(web?.command?.slice(0, 3)).toEqual(['gunicorn', '--config', '/opt/devenv/gunicorn.conf.py']);
  expect(composeIn(planTest(inputs, ['true']), 'compose.test.yaml')['test']?.entrypoint).toEqual(entrypoint);
});

it('tests with settings of their own start behind what collects their static files', async () => {
  const {project, ...inputs} = await inputsOf(settings, pins);
  const planned = planTest({...inputs, project: {...project, test: {...project.test, settings: 'site.test'}}}, ['true']);
  const entrypoint = composeIn(planned, 'compose.test.yaml')['test']?.entrypoint;
  expect(entrypoint?.slice(3)).toEqual(['--', '/opt/devenv/runinenv', 'python', '/opt/devenv/collected.py']);
});
