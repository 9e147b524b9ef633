import {describe, expect, it} from '@jest/globals';
import type {Variable} from '../../src/model/project';
import {readFacts, type Facts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

function read(settings: string, files: Readonly<Record<string, string>> = {}): Facts {
  const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';
  const all = {'manage.py': manage, 'site/__init__.py': '', 'site/settings.py': settings, 'requirements.txt': 'psycopg==3.2', ...files};
  return readFacts(memoryTree(all), plainSettings);
}

/** A class of the second pydantic, and one of the first. */
const second = (body: string) => `from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
class Own(BaseSettings):
    ${body}
own = Own()
`;
const first = (body: string) => second(body).replace(/from pydantic import Field\n.*/, 'from pydantic import BaseSettings, Field');

describe("a field of pydantic's settings is a variable", () => {
  it.each<[string, Partial<Variable>]>([
    [second('key: str'), {name: 'KEY', required: true, cast: 'text', default: null}],
    [second('flag: bool = False'), {name: 'FLAG', required: false, cast: 'bool', default: 'False'}],
    [second('count: int | None = None'), {name: 'COUNT', required: false, cast: 'int', default: null}],
    [second('count: int | None'), {required: true}],
    [first('count: Optional[int]'), {required: false}],
    [first('key: str = Field(..., env="THE_KEY")'), {name: 'THE_KEY', required: true}],
    [second('hosts: list[str] = Field(default_factory=list)'), {name: 'HOSTS', required: false, cast: 'json'}],
    [second('key: str = Field("d", validation_alias="other")'), {name: 'OTHER', required: false, default: 'd'}],
    [second('model_config = SettingsConfigDict(env_prefix="app_")\n    key: str'), {name: 'APP_KEY'}],
    [second('model_config = {"env_prefix": "app_", "case_sensitive": True}\n    key: str'), {name: 'app_key'}],
    [first('key: str\n    class Config:\n        env_prefix = "APP_"\n        case_sensitive = False'), {name: 'APP_KEY'}],
    [first('key: str\n    class Config:\n        env_prefix = "APP_"\n        fields = {"key": {"env": "K"}}'), {name: 'K'}],
    [`${second('key: str')}SECRET_KEY = own.key`, {feeds: 'SECRET_KEY'}],
    [`${second('key: SecretStr')}SECRET_KEY = own.key.get_secret_value()`, {feeds: 'SECRET_KEY', required: true}],
    [second('key: str').replace('own =', 'class More(Own):\n    more: str\nown ='), {name: 'KEY'}],
  ])('%s', (settings, expected) => {
    expect(read(settings).variables[0]).toMatchObject(expected);
  });

  it('and leads from DATABASES to it', () => {
    const {database, variables} = read(
      `import dj_database_url\n${second('database_url: str')}DATABASES = {"default": dj_database_url.parse(own.database_url)}\n`,
    );
    expect(database).toMatchObject({engine: 'postgresql', parts: {URL: {from: 'variable', name: 'DATABASE_URL'}}});
    expect(variables[0]).toMatchObject({feeds: 'DATABASES.default', cast: 'url'});
  });
});

it('the file of variables that such a class names is read as python-dotenv reads it', () => {
  const settings = second('model_config = SettingsConfigDict(env_file="dev.env")\n    key: str');
  expect(read(settings, {'dev.env': 'KEY=1\n'}).dotenv).toMatchObject([{file: 'dev.env', reader: 'python-dotenv'}]);
});

it('a class of another base reads nothing', () => {
  expect(read('class Own(BaseSettings):\n    key: str\nown = Own()\nSECRET_KEY = own.key\n').variables).toEqual([]);
});
