import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import type {Mode} from '../../src/model/mode';
import {planUp} from '../../src/plan';
import {renderPlan} from '../../src/report';
import {inputsFor} from './inputs';

const golden = join(__dirname, '../golden');
const projects = {
  'example': 'examples/example.com',
  'sql-variables': 'test/fixtures/projects/sql-variables',
  'mysql': 'test/fixtures/projects/mysql',
  'celery-elsewhere': 'test/fixtures/projects/celery-elsewhere',
  'websockets': 'test/fixtures/projects/websockets',
  'front-end': 'test/fixtures/projects/front-end',
};

/** What belongs to the project itself: images/app is the same everywhere. */
const isShown = (path: string) => !path.startsWith('app/') && !['passwd', 'group', '.gitignore'].includes(path);

async function generate(directory: string, mode: Mode): Promise<Readonly<Record<string, string>>> {
  const values = mode === 'development' ? [] : [...productionValues, ...(directory.endsWith('/mysql') ? mysqlValues : [])];
  const env = {
    file: '.server.envrc',
    trust: 'none' as const,
    hash: '',
    warnings: [],
    review: [],
    variables: values.map(([name, value], line) => ({name, value, where: {file: '.server.envrc', line: line + 1}, overrides: []})),
  };
  const development = [
    ['SECRET_KEY', 'd$velopment'],
    ['DATABASE_URL', 'postgres://ada:pw@localhost:5432/site'],
  ] as const;
  const developmentEnv = {
    ...env,
    file: '.envrc',
    variables: development.map(([name, value], line) => ({name, value, where: {file: '.envrc', line: line + 1}, overrides: []})),
  };
  const inputs = await inputsFor(directory, {mode, env: mode === 'production' ? env : developmentEnv});
  const plan = planUp(inputs, {build: false, fixtures: true});
  const files = plan.steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
  return {
    'plan.txt': `${renderPlan(plan)}\n`,
    ...Object.fromEntries(files.filter(({path}) => isShown(path)).map(({path, content}) => [path, content])),
  };
}

const productionValues = [
  ['SECRET_KEY', "it's a $ecret"],
  ['DATABASE_URL', 'postgres://ada:pw@localhost:5432/site'],
  ['ALLOWED_HOSTS', 'example.com'],
  ['BAKERY_HOSTS', 'example.com'],
  ['DJANGO_SECRET_KEY', "it's a $ecret"],
] as const;
const mysqlValues = [
  ['MYSQL_PASSWORD', 'p%w'],
  ['MYSQL_HOST', 'localhost'],
] as const;

describe('the files and the plan of a first up', () => {
  const cases = Object.entries(projects).flatMap(([name, directory]) =>
    (['development', 'production'] as const).map(mode => [name, mode, directory] as const),
  );

  it.each(cases)('%s in %s are the golden ones, byte for byte', async (name, mode, directory) => {
    const files = await generate(directory, mode);
    const place = join(golden, name, mode);
    if (process.env['UPDATE_GOLDEN'] === '1') write(place, files);
    expect(files).toEqual(read(place));
  });

  it('every golden directory belongs to a project', () => {
    expect(readdirSync(golden).sort()).toEqual(Object.keys(projects).sort());
  });
});

function write(place: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(place, {recursive: true});
  for (const [path, content] of Object.entries(files)) writeFileSync(join(place, path), content);
}

function read(place: string): Readonly<Record<string, string>> {
  if (!existsSync(place)) return {};
  return Object.fromEntries(readdirSync(place).map(path => [path, readFileSync(join(place, path), 'utf8')]));
}
