import {describe, expect, it} from '@jest/globals';
import {parse} from 'yaml';
import {planTest, planUp} from '../../src/plan';
import {inputsOf} from './given';

const settings = (options: string) =>
  `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.getenv("DB_HOST"), "OPTIONS": ${options}}}`;

interface Composed {
  readonly services: Readonly<Record<string, {readonly command?: readonly string[]}>>;
}

async function commandsOf(options: string): Promise<readonly (readonly string[] | undefined)[]> {
  const inputs = await inputsOf(settings(options), 'psycopg==3.2');
  const plans = [planUp(inputs, {build: false, fixtures: true}), planTest(inputs, ['true'])];
  const files = plans.flatMap(({steps}) => steps.flatMap(step => (step.do === 'write-files' ? step.files : [])));
  const composed = files.filter(({path}) => /^compose(\.test)?\.yaml$/.test(path)).map(({content}) => parse(content) as Composed);
  return composed.map(({services}) => services['db']?.command);
}

describe('Postgres', () => {
  it('takes encrypted connections in development and in tests where the settings may ask for them', async () => {
    const encrypted = expect.arrayContaining(['sh', expect.stringContaining('exec docker-entrypoint.sh "$$@" -c ssl=on'), 'postgres']);
    expect(await commandsOf('{"sslmode": "require"}')).toEqual([encrypted, encrypted]);
  });

  it('is started as ever where they do not', async () => {
    expect(await commandsOf('{}')).toEqual([undefined, expect.not.arrayContaining(['sh'])]);
  });
});
