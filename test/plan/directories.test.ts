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

it('logs of production outlive its containers, and whoever develops may write where they are', async () => {
  const logs = (file: string) => `LOGGING = {"handlers": {"file": {"filename": "${file}"}}}\nSTATIC_ROOT = "static"\n`;
  const filesOf = async (file: string, mode: 'development' | 'production') => {
    const {steps} = planUp({...(await inputsOf(logs(file), 'Django==5.2')), mode}, options);
    const files = steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
    return Object.fromEntries(files.map(({path, content}) => [path, content]));
  };
  const shipped = await filesOf('/var/log/site/site.log', 'production');
  expect(shipped['compose.production.yaml']).toMatch(
    /read_only: true[^]+, logs-var-log-site:\/var\/log\/site\][^]+\n {2}logs-var-log-site:\n/,
  );
  expect(shipped['Dockerfile']).toContain('&& install --directory --owner=10001 --group=10001 /var/log/site\n');
  expect(shipped['Dockerfile']).toContain('\nRUN install --directory --mode=1777 /var/log/site\n');
  expect(shipped['Dockerfile']).toContain(
    "find /app /var/log/site -newer /tmp/before -type f ! -path '/app/static/*' -exec chown 10001:10001",
  );
  const beside = await filesOf('site.log', 'production');
  expect(beside['Dockerfile.dockerignore']).toMatch(/^site\.log\nsite\.log\.\*$/m);
  expect(beside['compose.production.yaml']).toMatch(/read_only: false/);
  expect((await filesOf('logs/site.log', 'development'))['compose.yaml']).not.toContain('logs');
});
