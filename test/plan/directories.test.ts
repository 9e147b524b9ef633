import {expect, it} from '@jest/globals';
import {planTest, planUp} from '../../src/plan';
import {inputsOf} from './given';

const settings = 'HUEY = {"filename": "data/tasks.sqlite3"}\nMEDIA_ROOT = "media"\n';
const options = {build: false, fixtures: true};

it('a directory that the settings have files opened in is made in the work tree, once and in development alone', async () => {
  const inputs = await inputsOf(settings, 'Django==5.2');
  const makes = (changes: object) => planUp({...inputs, ...changes}, options).steps.filter(step => step.do === 'make-directories');
  expect(makes({absentDirectories: ['data']})).toEqual([expect.objectContaining({directories: ['data']})]);
  expect(makes({absentDirectories: []})).toEqual([]);
});

it('in the image it belongs to the user that runs there', async () => {
  const {steps} = planTest(await inputsOf(settings, 'Django==5.2'), ['pytest']);
  const files = steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
  expect(files.find(({path}) => path === 'Dockerfile')?.content).toContain(
    '&& install --directory --owner=10001 --group=10001 /app/media /app/data\n',
  );
});

it('what only the settings without the variable that chooses the engine open is there for the build, not in the work tree', async () => {
  const switched = `if os.environ.get("DB_ENGINE") == "postgres":
    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": os.environ.get("DB_NAME", "x")}}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "var/db.sqlite3"}}
`;
  const inputs = await inputsOf(switched, 'Django==5.2\npsycopg2==2.9');
  expect(inputs.project.database).toMatchObject({engine: 'postgresql', switches: {DB_ENGINE: 'postgres'}});
  expect(inputs.project).toMatchObject({directories: [], buildDirectories: ['var']});
  const files = planTest(inputs, ['pytest']).steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
  expect(files.find(({path}) => path === 'Dockerfile')?.content).toContain('--group=10001 /app/var\n');
});
