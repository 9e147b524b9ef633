import {describe, expect, it} from '@jest/globals';
import type {Dotenv} from '../../src/model/dotenv';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';

/** The .env files of a project in `app/` below the root. */
function find(settings: string, files: Readonly<Record<string, string>>): readonly Dotenv[] | undefined {
  const project = {'app/manage.py': manage, 'app/site/__init__.py': '', 'app/site/settings.py': settings};
  return readFacts(memoryTree({...project, ...files}), plainSettings).dotenv;
}

const base = 'from pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n';

describe('a .env file that the settings read', () => {
  it.each<[string, string, readonly string[]]>([
    ['import environ\nenviron.Env.read_env()', 'django-environ app/site/.env', ['app/site/.env', '.env']],
    [`${base}import environ\nenv = environ.Env()\nenv.read_env(BASE_DIR / ".env")`, 'django-environ app/.env', ['app/.env']],
    [`${base}import environ, os\nenviron.Env.read_env(os.path.join(BASE_DIR, ".env"))`, 'django-environ app/.env', ['app/.env']],
    [
      `${base}import environ\nenv = environ.Env()\nenv.read_env(str(BASE_DIR.parent / ".env"), overwrite=True)`,
      'django-environ .env!',
      ['.env'],
    ],
    ['from dotenv import load_dotenv\nload_dotenv()', 'python-dotenv .env', ['.env']],
    [
      'from dotenv import load_dotenv, find_dotenv\nload_dotenv(find_dotenv(), override=True)',
      'python-dotenv app/.env!',
      ['app/.env', '.env'],
    ],
    [
      'try:\n    from dotenv import load_dotenv\n    load_dotenv(".env.local")\nexcept ImportError:\n    pass',
      'python-dotenv app/.env.local',
      ['app/.env.local'],
    ],
    ['from decouple import config\nX = config("A", default="")', 'decouple .env', ['.env']],
    [
      'from decouple import Config, RepositoryEnv\nconfig = Config(RepositoryEnv("conf.env"))\nX = config("A")',
      'decouple app/conf.env',
      ['app/conf.env', '.env'],
    ],
    ['from environs import Env\nenv = Env()\nenv.read_env()', 'environs app/.env', ['app/.env']],
    ['from environs import env\nenv.read_env(recurse=False)', 'environs app/.env', ['app/.env']],
  ])('%s', (settings, expected, files) => {
    const found = find(settings, Object.fromEntries(files.map(file => [file, 'A=1\n'])));
    expect(found?.map(({reader, file, overrides}) => `${reader} ${file}${overrides ? '!' : ''}`)).toEqual([expected]);
    expect(found?.[0]?.where.file).toBe('app/site/settings.py');
  });

  it.each<[string, string, readonly string[]]>([
    ['is not there', 'from dotenv import load_dotenv\nload_dotenv()', ['other.env']],
    [
      'is read only when something says so',
      'import environ\nenv = environ.Env()\nif env.bool("READ", default=False):\n    env.read_env(".env")',
      ['app/.env'],
    ],
    [
      'stands behind the settings.ini of decouple',
      'from decouple import config\nX = config("A", default="")',
      ['app/settings.ini', 'app/.env'],
    ],
    ['is read with other rules', 'import environ\nenviron.Env.read_env(parse_comments=True)', ['app/site/.env']],
    ['is read without expansion', 'from dotenv import load_dotenv\nload_dotenv(interpolate=False)', ['.env']],
    ['is not asked for', 'import os\nX = os.environ.get("A")', ['.env', 'app/.env', 'app/site/.env']],
    ['has a name that nobody can tell', 'from dotenv import load_dotenv\nload_dotenv(unknown())', ['.env']],
  ])('is none where it %s', (_what, settings, files) => {
    expect(find(settings, Object.fromEntries(files.map(file => [file, 'A=1\n'])))).toBeUndefined();
  });

  it('is found where manage.py loads it', () => {
    const loading = manage.replace('import os\n', 'import os\n\ndef main():\n    from dotenv import load_dotenv\n    load_dotenv()\n');
    expect(find('X = 1', {'app/manage.py': loading, '.env': 'A=1\n'})).toEqual([
      {file: '.env', reader: 'python-dotenv', overrides: false, where: {file: 'app/manage.py', line: 5}},
    ]);
  });

  it('wins over one that is read later', () => {
    const found = find('from dotenv import load_dotenv\nload_dotenv(".env.local")\nload_dotenv(".env")', {
      'app/.env': '',
      'app/.env.local': '',
    });
    expect(found?.map(({file}) => file)).toEqual(['app/.env', 'app/.env.local']);
  });
});

describe("the project's own Compose file, to a service that is no store", () => {
  const compose = (envFile: string) => `services:
  web:
    build: .
    env_file: ${envFile}
    environment:
      - A=b
  cache:
    image: redis:7
    env_file: cache.env
  mail:
    image: mailpit
volumes:
  data:
`;

  it.each([
    ['one name', '.env', ['.env']],
    ['a name in quotes, with a comment', '"./conf/web.env" # mine', ['conf/web.env']],
    ['a list in one line', "[.env, 'conf/web.env']", ['.env', 'conf/web.env']],
    ['a list', '\n      - .env\n      # the second\n      - conf/web.env', ['.env', 'conf/web.env']],
    [
      'a list of mappings',
      '\n      - path: .env\n        required: false\n      - required: true\n        path: conf/web.env',
      ['.env', 'conf/web.env'],
    ],
    ['a file that is not there', 'absent.env', []],
    ['a file outside', '../.env', []],
  ])('gives %s', (_what, written, files) => {
    const found = find('X = 1', {'docker-compose.yml': compose(written), '.env': '', 'conf/web.env': '', 'cache.env': ''}) ?? [];
    expect(found.map(({file}) => file)).toEqual(files);
    for (const one of found)
      expect(one).toMatchObject({reader: 'compose', where: {file: 'docker-compose.yml', line: 4}, services: ['web', 'mail']});
  });
});
