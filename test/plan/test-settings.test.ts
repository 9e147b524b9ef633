import {expect, it} from '@jest/globals';
import {parse} from 'yaml';
import {planTest, variablesOf} from '../../src/plan';
import {inputsOf} from './given';

const settings = `from configurations import Configuration
class Development(Configuration):
    ROOT_URLCONF = "site.urls"
class Test(Development):
    pass
`;
const named = (module: string, name: string) =>
  `import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")\nos.environ.setdefault("DJANGO_CONFIGURATION", "${name}")\n`;

interface Composed {
  readonly services: Readonly<
    Record<string, {readonly environment: Readonly<Record<string, string>>; readonly entrypoint: readonly string[]}>
  >;
}

it('tests run with their own class of django-configurations, and everything else with the one of development', async () => {
  const files = {
    'manage.py': named('site.settings', 'Development'),
    'pytest.ini': '[pytest]\nDJANGO_CONFIGURATION = Test\n',
  };
  const inputs = await inputsOf(settings, 'django-configurations==2.5', files);
  const written = planTest(inputs, ['pytest']).steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
  const {services} = parse(written.find(({path}) => path === 'compose.test.yaml')?.content ?? '') as Composed;
  expect(services['test']?.environment).toMatchObject({DJANGO_SETTINGS_MODULE: 'site.settings', DJANGO_CONFIGURATION: 'Test'});
  expect(services['test']?.entrypoint).toContain('/opt/devenv/collected.py');
  expect(variablesOf(inputs, 'web').find(({name}) => name === 'DJANGO_CONFIGURATION')?.value).toBe('Development');
});
