import {describe, expect, it} from '@jest/globals';
import {readFacts, type Facts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';
const sqlite = '{"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}';
const postgres =
  '{"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.getenv("DB_HOST", ""), "USER": os.environ["DB_USER"]}}';

function read(settings: string, requirements = 'psycopg==3.2'): Facts {
  const files = {'manage.py': manage, 'site/__init__.py': '', 'site/settings.py': settings, 'requirements.txt': requirements};
  return readFacts(memoryTree(files), plainSettings);
}

describe('a variable that chooses the database', () => {
  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['by a comparison', `DATABASES = ${sqlite}\nif os.getenv("DB") == "postgres":\n    DATABASES = ${postgres}`, {DB: 'postgres'}],
    [
      'by a case',
      `match os.getenv("DB"):\n    case "postgres" | "pg":\n        DATABASES = ${postgres}\n    case _:\n        DATABASES = ${sqlite}`,
      {DB: 'postgres'},
    ],
    [
      'by one of several',
      `DATABASES = ${sqlite}\nif os.getenv("KIND", "x").lower() in ("pgsql", "pg"):\n    DATABASES = ${postgres}`,
      {KIND: 'pgsql'},
    ],
    [
      'by its entry in a dictionary',
      `CHOICES = {"lite": ${sqlite}, "postgres": ${postgres}}\nDATABASES = CHOICES[os.getenv("DB", "lite")]`,
      {DB: 'postgres'},
    ],
    [
      'as a flag',
      `if os.getenv("USE_POSTGRES", "False") == "True":\n    DATABASES = ${postgres}\nelse:\n    DATABASES = ${sqlite}`,
      {USE_POSTGRES: 'True'},
    ],
    ['as a flag, in an expression', `USE_PG = os.getenv("USE_PG") == "1"\nDATABASES = ${postgres} if USE_PG else ${sqlite}`, {USE_PG: '1'}],
    [
      'in a function',
      `def get():\n    if os.getenv("USE_PG", "0") == "1":\n        return ${postgres}\n    return ${sqlite}\nDATABASES = get()`,
      {USE_PG: '1'},
    ],
    [
      'as an argument of a function',
      `def get(kind):\n    if kind == "postgres":\n        return ${postgres}\n    else:\n        return ${sqlite}\nDATABASES = get(os.getenv("KIND", "sqlite"))`,
      {KIND: 'postgres'},
    ],
    ['by what Postgres needs, in an expression', `DATABASES = ${postgres} if os.getenv("DB_HOST") else ${sqlite}`, {}],
    [
      'by what Postgres needs, in a function',
      `def get():\n    if os.getenv("DB_HOST"):\n        return ${postgres}\n    return ${sqlite}\nDATABASES = get()`,
      {},
    ],
    [
      'by all that Postgres needs',
      `NEEDED = ["DB_HOST", "DB_USER"]\nif all(os.getenv(name) for name in NEEDED):\n    DATABASES = ${postgres}\nelse:\n    DATABASES = ${sqlite}`,
      {},
    ],
    [
      'as a flag of another name',
      `from decouple import config\nDATABASES = ${postgres}\nif config("SQLITE", default=True, cast=bool):\n    DATABASES = ${sqlite}`,
      {SQLITE: 'False'},
    ],
    [
      'as a part of the engine',
      'DATABASES = {"default": {"ENGINE": "django.db.backends." + os.getenv("DB_ENGINE", "sqlite3"), "HOST": os.getenv("DB_HOST", "")}}',
      {DB_ENGINE: 'postgresql'},
    ],
    ['not at all, where Postgres is the default', `DATABASES = ${postgres}`, {}],
  ])('%s', (_what, settings, switches) => {
    const facts = read(`import os\n${settings}`);
    expect(facts.database).toMatchObject({engine: 'postgresql', switches});
    expect(facts.variables).toContainEqual(expect.objectContaining({name: 'DB_HOST', feeds: 'DATABASES.default.HOST'}));
  });

  it('is left alone where no driver for Postgres is pinned', () => {
    const settings = `import os\nDATABASES = ${sqlite}\nif os.getenv("DB") == "postgres":\n    DATABASES = ${postgres}`;
    expect(read(settings, 'Django==5.2').database).toMatchObject({engine: 'sqlite', switches: {}});
  });

  it('is not one that chooses something else', () => {
    const settings = `import os\nDATABASES = ${sqlite}\nif os.getenv("STAGE", "dev") == "production":\n    DATABASES = ${postgres}`;
    expect(read(settings).database).toMatchObject({engine: 'sqlite', switches: {}});
  });
});
