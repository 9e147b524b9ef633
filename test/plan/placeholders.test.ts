import {describe, expect, it} from '@jest/globals';
import {checkVariables, placeholderSource, placeholdersOf, planTest, variablesOf} from '../../src/plan';
import {inputsOf} from './given';

async function valuesOf(settings: string, files?: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const inputs = await inputsOf(settings, 'Django', files);
  return Object.fromEntries(variablesOf(inputs, 'web').map(({name, value}) => [name, value]));
}

it.each(['os.environ.get("KEY")', 'os.environ.get("KEY", "")'])('SECRET_KEY = %s gets a key, and is missing in production', async read => {
  const inputs = await inputsOf(`SECRET_KEY = ${read}\n`, 'Django');
  expect(variablesOf(inputs, 'web')).toContainEqual(expect.objectContaining({name: 'KEY', value: expect.stringMatching(/^devenv-/)}));
  expect(checkVariables({...inputs, mode: 'production'})).toContainEqual(expect.objectContaining({kind: 'missing', name: 'KEY'}));
});

describe('a variable that is required and cannot be known', () => {
  const settings = 'KEY = os.environ["API_KEY"]\nN = int(os.environ["LIMIT"])\nD = os.environ["SENTRY_DSN"]';

  it('has a placeholder by its cast and name, or what the project says in its sample', async () => {
    expect(await valuesOf(settings)).toMatchObject({API_KEY: 'devenv-placeholder', LIMIT: '0', SENTRY_DSN: ''});
    expect(await valuesOf(settings, {'.env.example': 'API_KEY="from the sample"\nLIMIT=<number>\nSENTRY_DSN=dsn_example\n'})).toMatchObject(
      {
        API_KEY: 'from the sample',
        LIMIT: '0',
        SENTRY_DSN: '',
      },
    );
  });

  const environ = (read: string) => `import environ\nenv = environ.Env(RATE=float, IDS=[int], PAIRS=dict(value=str))\nX = ${read}\n`;
  const decouple = (cast: string) => `from decouple import config, Csv\nX = config("A", cast=${cast})\n`;
  const pydantic = (type: string) => `from pydantic_settings import BaseSettings\nclass Own(BaseSettings):\n    a: ${type}\nown = Own()\n`;
  it.each([
    ['0', 'X = float(os.environ["A"])\n'],
    ['0', 'from decimal import Decimal\nX = Decimal(os.environ["A"])\n'],
    ['0', environ('env.float("A")')],
    ['0', environ('env("RATE")')],
    ['0', decouple('float')],
    ['0', pydantic('float')],
    ['0', pydantic('Decimal | None')],
    ['', environ('env.dict("A")')],
    ['', environ('env("PAIRS")')],
    ['0', environ('env("IDS")')],
    ['0', environ('env.list("A", cast=int)')],
    ['0', environ('env.list("A", int)')],
    [
      '0',
      environ('env.list("A")')
        .replace(/environ/g, 'environs')
        .replace('"A"', '"A", subcast=int'),
    ],
    ['0', decouple('Csv(int)')],
    ['0', decouple('Csv(cast=int)')],
    ['0', decouple('lambda v: [int(x) for x in v.split(",")]')],
    ['0', 'X = list(map(int, os.environ["A"].split(",")))\n'],
    ['[]', pydantic('list[str]')],
    ['[]', pydantic('Optional[frozenset[str]]')],
    ['{}', pydantic('dict[str, list[str]]')],
    ['http://devenv-placeholder.invalid', pydantic('HttpUrl')],
    ['dev', pydantic('Literal["dev", "prod"]')],
    ['devenv-placeholder', pydantic('str')],
    ['devenv-placeholder', decouple('Csv()')],
    ['/dev/null', 'with open(os.environ["A"]) as file:\n    X = file.read()\n'],
    ['{}', 'X = eval(os.environ["A"])\n'],
  ])('has %j, which its cast takes: %s', async (value, read) => {
    expect(placeholdersOf(await inputsOf(read, 'Django')).map(one => one.value)).toEqual([value]);
  });

  it.each(['eval', 'ast.literal_eval'])('DEBUG = %s is on in the words of Python', async read => {
    expect(await valuesOf(`import ast\nDEBUG = ${read}(os.environ["DEBUG"])\n`)).toMatchObject({DEBUG: 'True'});
  });

  it.each([
    ['development before others', 'if KIND == "production":\n    A = 1\nelif KIND == "local":\n    A = 2', 'local'],
    ['what is no production', 'if KIND == "production":\n    A = 1', 'development'],
    ['one of several', 'if KIND == "files":\n    A = 1\nelif KIND == "s3":\n    A = 2', 'files'],
    ['none that is alone, which may be refused', 'if KIND == "changeme":\n    raise ValueError()', 'devenv-placeholder'],
  ])('has a text that the code compares it with: %s', async (_what, branches, expected) => {
    expect(await valuesOf(`KIND = os.environ["KIND"]\n${branches}\n`)).toMatchObject({KIND: expected});
  });

  it('has no text that a secret is compared with, which is refused', async () => {
    const refusing = 'KEY = os.environ["JWT_SECRET"]\nif KEY in ("secret", "changeme"):\n    raise ValueError()\n';
    expect(await valuesOf(refusing)).toMatchObject({JWT_SECRET: 'devenv-placeholder'});
  });

  it('is told by what it has: the sample gives no address of a tracker', async () => {
    const inputs = await inputsOf(settings, 'Django', {'.env.example': 'API_KEY=x\nSENTRY_DSN=https://k@errors.invalid/1\n'});
    expect(['API_KEY', 'LIMIT', 'SENTRY_DSN'].map(name => placeholderSource(inputs, name))).toEqual([
      ...["the value of the project's sample or compose file", 'a placeholder', 'a placeholder'],
    ]);
  });

  it('is named with where it is read', async () => {
    expect(placeholdersOf(await inputsOf(settings, 'Django'))[0]).toMatchObject({
      name: 'API_KEY',
      where: {file: 'site/settings.py', line: 2},
    });
  });

  it("has none where the project's own .env sets it", async () => {
    const inputs = await inputsOf(settings, 'Django');
    const variables = [{name: 'API_KEY', value: 'own', where: {file: '.env', line: 1}, overrides: []}];
    const read = {...inputs, env: {...inputs.env, variables}};
    expect(placeholdersOf(read).map(({name}) => name)).toEqual(['LIMIT', 'SENTRY_DSN']);
    expect(variablesOf(read, 'web').find(({name}) => name === 'API_KEY')).toMatchObject({value: 'own', overrides: []});
  });

  it('has one in a branch that is taken with the values that are given, and in no other', async () => {
    const branches = 'if os.getenv("SSO", "True") == "True":\n    A = os.environ["A"]\nif not DEBUG:\n    B = os.environ["B"]\n';
    const inputs = await inputsOf(`DEBUG = os.getenv("DEBUG", "0") == "1"\n${branches}`, 'Django');
    const names = (read: typeof inputs) => placeholdersOf(read).map(({name}) => name);
    expect(names(inputs)).toEqual(['A']);
    expect(names({...inputs, settings: {...inputs.settings, env: {SSO: 'False', DEBUG: '0'}}})).toEqual(['B']);
  });

  it('has one where another variable, which is empty, would have held it', async () => {
    const read = 'import environ\nenv = environ.Env()\nHELD = env.json("HELD", default={})\n';
    const branches = 'if "search" in HELD:\n    A = HELD["search"]\nelse:\n    A = env("A_URL") or "none"\n';
    const inputs = await inputsOf(`${read}${branches}`, 'Django');
    expect(placeholdersOf(inputs).map(({name}) => name)).toEqual(['A_URL']);
    expect(placeholdersOf({...inputs, settings: {...inputs.settings, env: {HELD: '{"search": 1}'}}})).toEqual([]);
  });

  it.each([
    'if os.getenv("A"):\n    A = os.environ["A"]\nB = os.getenv("A", "usual")',
    'import environ\nenv = environ.Env()\nif env.str("A", False):\n    A = env.str("A")',
    'import environ\nenv = environ.Env(SSO=(bool, False))\nSSO = env("SSO", False)\nif SSO:\n    A = env("A")',
  ])('has none in a branch that is not taken: %j', async text => {
    expect(placeholdersOf(await inputsOf(text, 'Django'))).toEqual([]);
  });

  it('has none in a branch that a default of False does not take', async () => {
    const branch = 'if ON and not A:\n    raise ValueError("A")\n';
    const inputs = await inputsOf(`ON = os.environ.get("ON", False)\nA = os.environ.get("A", "")\n${branch}`, 'Django');
    expect(placeholdersOf(inputs)).toEqual([]);
  });

  it('has one in a branch that may be taken, by a default that the code works out, while an image is built', async () => {
    const branch = 'import environ\nenv = environ.Env()\nDEBUG = env.bool("DEBUG", False)\nAPM = env.bool("APM", default=not DEBUG)\n';
    const inputs = await inputsOf(`${branch}if APM:\n    KEY = env("APM_KEY")\nSTATIC_ROOT = "static"\n`, 'Django');
    expect(placeholdersOf(inputs)).toEqual([]);
    const files = planTest(inputs, ['pytest']).steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
    expect(files.find(({path}) => path === 'Dockerfile')?.content).toContain("APM_KEY='only-for-the-build'");
  });

  it("has none in a branch that the project's sample switches off, though the default switches it on", async () => {
    const branch = 'if os.getenv("USE_S3", "True") == "True":\n    A = os.environ["BUCKET"]\nB = os.getenv("OTHER", "on")\n';
    const sample = {'env.default': 'USE_S3=False\nOTHER=off\nBUCKET=\n'};
    expect(placeholdersOf(await inputsOf(branch, 'Django', sample))).toEqual([]);
    const values = await valuesOf(branch, sample);
    expect(values).toMatchObject({USE_S3: 'False'});
    expect(values).not.toHaveProperty('OTHER');
    expect(await valuesOf(branch, {'env.default': 'USE_S3=True\nBUCKET=pictures\n'})).toMatchObject({BUCKET: 'pictures'});
  });

  it('has one while an image is built, where a library that is not known here reads a database, in the form of the sample', async () => {
    const settings = 'from lib import database_from_env\nimport dj_database_url as d\nSTATIC_ROOT = "static"\n';
    const database = 'DATABASES = {"default": d.config(default=database_from_env("CREDENTIALS"))}\n';
    const inputs = await inputsOf(`${settings}${database}`, 'Django\npsycopg', {'sample.env': 'CREDENTIALS={"host": "x", "user": "x"}'});
    const files = planTest(inputs, ['pytest']).steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
    const dockerfile = files.find(({path}) => path === 'Dockerfile')?.content;
    expect(dockerfile).toContain('CREDENTIALS=\'{"host":"db","user":"build"}\'');
    expect(dockerfile).not.toContain('DATABASE_URL=');
  });

  it('has one in a branch that the placeholder of another leads to', async () => {
    const inputs = await inputsOf('B = os.getenv("B")\nA = os.environ["A"]\nif A:\n    assert B\n', 'Django');
    expect(placeholdersOf(inputs).map(({name}) => name)).toEqual(['A', 'B']);
  });

  it('has none where the project has an .envrc, and none in production', async () => {
    const inputs = await inputsOf(settings, 'Django');
    expect(placeholdersOf({...inputs, env: {...inputs.env, file: '.envrc'}})).toEqual([]);
    expect(placeholdersOf({...inputs, mode: 'production'})).toEqual([]);
  });
});
