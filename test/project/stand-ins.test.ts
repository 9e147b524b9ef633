import {describe, expect, it} from '@jest/globals';
import {readWithSamples} from '../../src/project/stand-ins';
import {memoryTree} from './memory-tree';
import {manage, type Files} from './plain';
import {plainSettings} from './settings';

const postgres = 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop"}}\n';
const read = (files: Files) => readWithSamples(memoryTree({'manage.py': manage, ...files}), plainSettings);

describe('settings of which the project has a sample alone', () => {
  it('are read as the sample says where manage.py names them, and copied as a pipeline does', () => {
    const files = {
      'site/settings_common.py': postgres,
      'site/settings.py.dev': 'from .settings_common import *\n',
      'site/settings.py.prod': 'from .settings_common import *\n',
      '.github/workflows/ci.yml':
        'x:\n  run: |\n    ln -s ${{ github.workspace }}/site/settings.py.dev ${{ github.workspace }}/site/settings.py\n',
    };
    const {standIns, database, django, absentSettings} = read(files);
    expect(standIns).toEqual([
      {file: 'site/settings.py', sample: 'site/settings.py.dev', added: '', where: {file: '.github/workflows/ci.yml', line: 3}},
    ]);
    expect({django, database, absentSettings}).toMatchObject({
      django: {settings: 'site.settings'},
      database: {engine: 'postgresql'},
      absentSettings: [],
    });
  });

  it('are so where the settings import them by a name and do not go on without', () => {
    const settings = (handler: string) => `import importlib, os
path = os.getenv("SHOP_CONFIGURATION", "site.configuration")
try:
    configuration = importlib.import_module(path)
except ModuleNotFoundError as e:
    ${handler}
configuration.DATABASE.update({"ENGINE": "django.db.backends.postgresql"})
DATABASES = {"default": configuration.DATABASE}
CACHE_HOST = getattr(configuration, "CACHE", {}).get("HOST", "cache")
CACHE_PORT = getattr(configuration, "CACHE_PORT", 6379)
`;
    const sample = 'DATABASE = {"NAME": "shop"}\nCACHE = {"HOST": "localhost"}\n';
    const files = {'site/settings.py': settings('raise'), 'site/configuration.example.py': sample};
    expect(read({...files, 'README.md': '    cp configuration.example.py configuration.py\n'})).toMatchObject({
      standIns: [{file: 'site/configuration.py', sample: 'site/configuration.example.py', where: {file: 'README.md', line: 1}}],
      database: {engine: 'postgresql'},
      loopback: [{store: 'redis', port: 6379, where: {file: 'site/settings.py', line: 9}}],
    });
    expect(read(files).standIns).toMatchObject([{where: {file: 'site/settings.py', line: 4}}]);
    expect(read({...files, 'site/settings.py': settings('configuration = None')}).standIns).toBeUndefined();
    expect(read({...files, 'site/configuration.py': sample}).standIns).toBeUndefined();
  });

  it('are so where django-split-settings includes them, and not where they are optional', () => {
    const settings = (file: string) => `from split_settings.tools import include, optional\ninclude("base.py", ${file})\n`;
    const files = {'site/base.py': 'INSTALLED_APPS = []\n', 'site/local_settings.py.sample': postgres};
    expect(read({...files, 'site/settings.py': settings('"local_settings.py"')})).toMatchObject({
      standIns: [{file: 'site/local_settings.py', sample: 'site/local_settings.py.sample', where: {file: 'site/settings.py', line: 2}}],
      database: {engine: 'postgresql'},
    });
    expect(read({...files, 'site/settings.py': settings('optional("local_settings.py")')}).standIns).toBeUndefined();
  });

  it('are so where nothing is served without and the sample has all that lacks', () => {
    const settings =
      'DEBUG, ROOT_URLCONF, ALLOWED_HOSTS = False, "urls", []\ntry:\n    from .local_settings import *\nexcept ImportError:\n    pass\n';
    const filesOf = (sample: string) => ({'site/settings.py': settings, 'site/local_settings.py.example': sample});
    expect(read(filesOf(`DEBUG = True\n${postgres}`))).toMatchObject({
      standIns: [{file: 'site/local_settings.py', sample: 'site/local_settings.py.example'}],
      database: {engine: 'postgresql'},
    });
    expect(read(filesOf(postgres)).standIns).toBeUndefined();
    expect(read(filesOf('DEBUG = True\n')).standIns).toBeUndefined();
  });

  it.each([
    ['secrets.json', 'secrets.example.json', 'with open(os.path.join(BASE_DIR, "secrets.json")) as f:\n    own = json.load(f)\n'],
    ['config.toml', 'config.example.toml', 'with open(BASE_DIR / "config.toml", "rb") as f:\n    own = tomllib.load(f)\n'],
    ['config.yml', 'config.yml.example', 'own = yaml.safe_load(open("config.yml"))\n'],
    ['key.txt', 'key_sample.txt', 'KEY = (BASE_DIR / "key.txt").read_text().strip()\n'],
    ['site/own.ini', 'site/own.dist.ini', 'with (BASE_DIR / "site/own.ini").open(encoding="utf-8") as f:\n    own = parse(f)\n'],
  ])('are so where the settings read %s', (file, sample, code) => {
    const lines = (text: string) => text.replaceAll(/^(?=.)/gm, '    ');
    const read_ = (text: string, more: Files = {}) => {
      const head = 'from pathlib import Path\nimport os\nBASE_DIR = Path(__file__).resolve().parent.parent\n';
      return read({'site/settings.py': `${head}${postgres}${text}`, [sample]: 'key = ""\nSECRET_KEY = ""\n', ...more});
    };
    expect(read_(code).standIns).toEqual([{file, sample, added: '', where: {file: 'site/settings.py', line: 5}}]);
    expect(read_(code, {[sample]: code, [file]: 'x'}).standIns).toBeUndefined();
    for (const text of [
      `try:\n${lines(code)}except OSError:\n    pass\n`,
      `from contextlib import suppress\nwith suppress(FileNotFoundError):\n${lines(code)}`,
      `if os.path.exists("${file}"):\n${lines(code)}`,
      `if not (BASE_DIR / "${file}").exists():\n    make()\n${code}`,
      `def load():\n${lines(code)}\nload()\n`,
      `with open("${file}", "w") as f:\n    f.write(make())\n${code}`,
      code.replaceAll(file, `../${file}`).replaceAll(/"(site|key|own|secrets|config)/g, '"/run/$1'),
    ])
      expect({text, standIns: read_(text).standIns}).toEqual({text, standIns: undefined});
  });

  it('are not values of the environment, which the settings want in a file all the same', () => {
    const settings = 'from decouple import Config, RepositoryEnv\nconfig = Config(RepositoryEnv(".env", "utf-8"))\n';
    const {standIns, absentSettings} = read({'site/settings.py': `${postgres}${settings}`, '.env.example': 'A=1\n'});
    expect({standIns, absentSettings}).toEqual({
      standIns: undefined,
      absentSettings: [{file: '.env', sample: null, needed: false, unwritten: true, where: {file: 'site/settings.py', line: 3}}],
    });
  });

  it('are left alone where the settings take them if they are there', () => {
    const settings = `${postgres}try:\n    from .local_settings import *\nexcept ImportError:\n    pass\n`;
    expect(read({'site/settings.py': settings, 'site/local_settings.py.example': ''}).standIns).toBeUndefined();
    const needed = `${postgres}from .local_settings import *\n`;
    expect(read({'site/settings.py': needed, 'site/local_settings.py.example': 'DEBUG = True\n'}).standIns).toHaveLength(1);
  });

  it('have a key and hosts where the sample leaves them empty', () => {
    const sample = `from .base import *\nSECRET_KEY = ""  # yours\nALLOWED_HOSTS = []\n${postgres}`;
    const files = {'site/base.py': 'INSTALLED_APPS = []\nDATABASES = {"default": None}\n', 'site/settings.example.py': sample};
    const {standIns, database} = read(files);
    expect(database.engine).toBe('postgresql');
    expect(standIns?.map(({added}) => added)).toEqual([
      expect.stringMatching(
        /^\n# Added by devenv, as the sample leaves it empty\.\nSECRET_KEY = 'devenv-development-only-\w{64}'\nALLOWED_HOSTS = \['localhost', '127\.0\.0\.1', '\[::1\]'\]\n$/,
      ),
    ]);
  });
});
