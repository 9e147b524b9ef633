import {expect, it} from '@jest/globals';
import {manage, read} from './plain';

const chosen = {'manage.py': `${manage}os.environ.setdefault("DJANGO_CONFIGURATION", "Development")\n`};

const base = (body: string): string => `from configurations import Configuration, values
from lasuite.configuration.values import SecretFileValue
class FileValue(values.Value):
    pass
class Base(Configuration):
    ${body}
class Build(Base):
    SECRET_KEY = values.Value("DummyKey")
class Development(Base):
    DEBUG = True
`;

it('a value in a dictionary that has a name of its own is read where it stands', () => {
  const host = 'values.Value("localhost", environ_name="DB_HOST", environ_prefix=None)';
  const engine = 'values.Value("django.db.backends.postgresql", environ_name="DB_ENGINE", environ_prefix=None)';
  const {database, variables} = read({
    ...chosen,
    'site/settings.py': base(`DATABASES = {"default": {"ENGINE": ${engine}, "HOST": ${host}}}`),
  });
  expect(database.engine).toBe('postgresql');
  expect(variables.find(({name}) => name === 'DB_HOST')).toMatchObject({default: 'localhost', feeds: 'DATABASES.default.HOST'});
});

it.each([
  ['read at once', 'values.SecretValue(environ_name="KEY")', 'DJANGO_KEY', true],
  ['without a name, which nobody asks for its value', 'values.Value("x")', 'DJANGO_KEY', undefined],
  ['bound later', 'values.Value("x", environ_name="KEY", late_binding=True)', 'DJANGO_KEY', undefined],
  ['of a class of another package', 'SecretFileValue("x", environ_name="KEY", environ_prefix=None)', 'KEY', false],
  ['of a class of the project', 'FileValue("x", environ_name="KEY", environ_prefix="OUR")', 'OUR_KEY', false],
  ['without the environment', 'values.Value("x", environ=False, environ_name="KEY")', 'DJANGO_KEY', undefined],
])('a value in a dictionary, %s', (_what, value, name, required) => {
  const {variables} = read({...chosen, 'site/settings.py': base(`OPTIONS = {"key": ${value}}`)});
  expect(variables.find(variable => variable.name === name)?.required).toBe(required);
});

it.each(['FileValue(None)', 'SecretFileValue(None)', 'values.RegexValue(None)'])(
  '%s has no default of a class that is not inherited',
  value => {
    const {variables} = read({...chosen, 'site/settings.py': base(`SECRET_KEY = ${value}`)});
    expect(variables.find(({name}) => name === 'DJANGO_SECRET_KEY')).toMatchObject({required: true, default: null});
  },
);
