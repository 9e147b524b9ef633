import {expect, test} from '@jest/globals';
import {networkSecrets} from '../../src/engine/machine';

function exports(environment: Readonly<Record<string, string>>): readonly string[] {
  return (
    networkSecrets({environment, named: []})
      .env['DEVENV_BUILD_NETWORK']?.split('\n')
      .filter(line => line.includes('POETRY_')) ?? []
  );
}

test.each([
  ['an address alone', {PIP_INDEX_URL: 'https://index.example.com/simple'}, ["URL='https://index.example.com/simple'"]],
  [
    'an address with a login, which poetry would repeat in its messages',
    {UV_DEFAULT_INDEX: "https://ada:s%26c%C3%A9t'@index.example.com/simple/"},
    ["URL='https://index.example.com/simple/'", "USERNAME='ada'", "PASSWORD='s&cét'\\'''"],
  ],
  [
    'a token',
    {PIP_INDEX_URL: 'https://tok%en@index.example.com/simple/'},
    ["URL='https://index.example.com/simple/'", "USERNAME='tok%en'"],
  ],
])("poetry gets the machine's own index: %s", (_what, environment, expected) => {
  expect(exports(environment).map(line => line.replace(/^export POETRY_(PYPI_MIRROR|HTTP_BASIC_PYPI)_/, ''))).toEqual(expected);
});

test('what poetry calls its mirror itself, and the logins of its sources, win over the index of pip', () => {
  const environment = {
    PIP_INDEX_URL: 'https://ada:secret@index.example.com/simple/',
    POETRY_PYPI_MIRROR_URL: 'https://mirror.example.com/simple/',
    POETRY_HTTP_BASIC_CORP_PASSWORD: 'other',
    POETRY_CACHE_DIR: '/home/ada/.cache',
  };
  expect(exports(environment)).toEqual([
    "export POETRY_PYPI_MIRROR_URL='https://mirror.example.com/simple/'",
    "export POETRY_HTTP_BASIC_CORP_PASSWORD='other'",
  ]);
});
