import {describe, expect, test} from '@jest/globals';
import {loadSettings} from '../../src/config';
import {withFiles} from './directory';

const load = (files: Readonly<Record<string, string | Uint8Array>>) => withFiles(files, loadSettings);

/** The lines of the refusal of a devenv.yaml. */
async function problemsOf(text: string | Uint8Array): Promise<readonly string[]> {
  const failure: unknown = await load({'devenv.yaml': text}).catch((error: unknown) => error);
  expect(failure).toMatchObject({name: 'DevenvError', code: 'usage'});
  return (failure as Error).message.split('\n');
}

describe('settings', () => {
  test('of a project without devenv.yaml are the defaults', async () => {
    expect(await load({})).toEqual({
      files: [],
      name: null,
      python: null,
      django: {settings: null, production_settings: null, manage: null},
      homepage: null,
      assets: null,
      fixtures: null,
      port: 8000,
      env: {},
      envrc: {evaluator: 'auto', sandbox: false},
      server_envrc: {allow_tracked: false},
      services: {},
      workers: null,
      afterMigrate: [],
      overlay: {},
      images: {source: 'auto', registry: null, python: {directory: null}},
      apt: [],
      resolve_as_of: null,
      replace: {},
      drop: [],
      test: {command: null},
      release: {image: null},
    });
  });

  test('of an empty file are the defaults too', async () => {
    expect(await load({'devenv.yaml': '# nothing yet\n'})).toEqual({...(await load({})), files: ['devenv.yaml']});
  });

  test('of devenv.local.yaml win key by key, and its lists replace', async () => {
    const settings = await load({
      'devenv.yaml': 'python: "3.12"\nport: 9000\nenv: {A: a, B: b}\nimages: {source: registry}\napt: [gettext, libpq5]\n',
      'devenv.local.yaml': 'python: null\nenv: {B: mine}\nimages: {registry: mirror.example.com/library}\napt: [gdal-bin]\n',
    });
    expect(settings).toMatchObject({
      files: ['devenv.yaml', 'devenv.local.yaml'],
      python: null,
      port: 9000,
      env: {A: 'a', B: 'mine'},
      images: {source: 'registry', registry: 'mirror.example.com/library', python: {directory: null}},
      apt: ['gdal-bin'],
    });
  });

  test('are read from devenv.yml as well', async () => {
    expect(await load({'devenv.yml': 'port: 1'})).toMatchObject({files: ['devenv.yml'], port: 1});
  });

  test('resolve anchors kept under a key of the user', async () => {
    const settings = await load({
      'devenv.yaml': 'x-common: &common {A: a}\nservices:\n  web:\n    env: {<<: *common, B: b}\n  beat: {x-note: mine}\n',
    });
    expect(settings.services).toEqual({web: {env: {A: 'a', B: 'b'}}, beat: {env: {}}});
  });

  test('take a variable named like a property of objects as a variable', async () => {
    expect((await load({'devenv.yaml': 'env: {constructor: a}'})).env).toEqual({constructor: 'a'});
  });
});

describe('a problem', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['an unknown key, with the nearest one', 'port: 80\n\n  \nportt: 1\n', ["devenv.yaml:4:1: unknown key 'portt' (did you mean 'port'?)"]],
    ['an unknown key like no other', 'zebra: 1\n', ["devenv.yaml:1:1: unknown key 'zebra'"]],
    ['a key over several lines, on one', '? a: # c\n', [expect.stringMatching(/^devenv\.yaml:1:\d: .+$/) as unknown as string]],
    ['an unknown service', 'services:\n  wroker: {}\n', ["devenv.yaml:2:3: unknown key 'wroker' in services (did you mean 'worker'?)"]],
    ['a wrong type', 'port: 80a\n', ['devenv.yaml:1:7: port: expected a port from 1 to 65535, found the text "80a"']],
    ['a port out of range', 'port: 70000\n', ['devenv.yaml:1:7: port: expected a port from 1 to 65535, found the number 70000']],
    [
      'a version that YAML read as a number',
      'python: 3.10\n',
      ['devenv.yaml:1:9: python: expected a Python version in quotes such as "3.13", found the number 3.1'],
    ],
    [
      'a list for keys',
      'django: [a]\n',
      ['devenv.yaml:1:9: django: expected the keys settings, production_settings, manage, found a list'],
    ],
    ['nothing for a list', 'apt:\n', ['devenv.yaml:1:5: apt: expected a list of Debian packages, found nothing']],
    [
      'an item of a list',
      'apt:\n  - ok\n  - Not ok\n',
      ['devenv.yaml:3:5: apt.1: expected the name of a Debian package, found the text "Not ok"'],
    ],
    [
      'a path out of the project',
      'homepage: a/../../b\n',
      ['devenv.yaml:1:11: homepage: expected a directory below the root, or false, found the text "a/../../b"'],
    ],
    [
      'a value of a variable, without showing it',
      'env:\n  PIN: 1234\n',
      ['devenv.yaml:2:8: env.PIN: expected text; quote it, found a number'],
    ],
    ['a name of a variable', 'env:\n  1A: x\n', ['devenv.yaml:2:3: expected the name of a variable: letters, digits and _, found "1A"']],
    ['a key that is there twice', 'port: 1\nname: a\nport: 2\n', ['devenv.yaml:3:1: this key is there twice']],
    ['a second document', 'port: 1\n---\nport: 2\n', ['devenv.yaml:2:1: a second document begins here; one file holds one']],
    ['bad YAML', 'port: [1\nname: a\n', [expect.stringMatching(/^devenv\.yaml:2:1: Flow sequence/) as unknown as string]],
    ['a merge of something else', '<<: 1\n', ['devenv.yaml:1:1: << takes keys and values, or an alias of them']],
    [
      'a file that is a list',
      '- 1\n',
      [expect.stringMatching(/^devenv\.yaml:1:1: expected the keys name, .*, found a list$/) as unknown as string],
    ],
    ['an endless alias', 'apt: &a [*a]\n', ['devenv.yaml:1:1: nested too deeply']],
    ['depth without measure', '['.repeat(50_000), ['devenv.yaml:1:1: nested too deeply']],
  ];

  test.each(cases)('%s', async (_, text, expected) => {
    expect(await problemsOf(text)).toEqual(expected);
  });

  test('of bytes that are not UTF-8', async () => {
    expect(await problemsOf(Buffer.from([0x61, 0xff]))).toEqual(['devenv.yaml:1:1: not UTF-8 text']);
  });

  test('of aliases that multiply', async () => {
    const levels = 'abcdefghi'.split('').map(
      (name, at, all) =>
        `x-${name}: &${name} [${Array(9)
          .fill(at === 0 ? '1' : `*${all[at - 1] ?? ''}`)
          .join(', ')}]`,
    );
    expect(await problemsOf(levels.join('\n'))).toEqual(['devenv.yaml:1:1: its aliases grow without measure']);
  });

  test('never comes alone when there are more, in both files', async () => {
    const failure: unknown = await load({'devenv.yaml': 'prot: 1\nport: x\n', 'devenv.local.yaml': 'nmae: a\n'}).catch(
      (error: unknown) => error,
    );
    expect((failure as Error).message.split('\n')).toEqual([
      "devenv.yaml:1:1: unknown key 'prot' (did you mean 'port'?)",
      'devenv.yaml:2:7: port: expected a port from 1 to 65535, found the text "x"',
      "devenv.local.yaml:1:1: unknown key 'nmae' (did you mean 'name'?)",
    ]);
    expect(failure).toMatchObject({
      where: {file: 'devenv.yaml', line: 1},
      next: [expect.stringMatching(/^Keys at the top: name, python, /)],
    });
  });

  test('of two files where one is meant', async () => {
    await expect(load({'devenv.yaml': '', 'devenv.yml': ''})).rejects.toMatchObject({
      code: 'usage',
      message: 'there are both devenv.yaml and devenv.yml',
    });
  });

  test('of a directory in the place of the file', async () => {
    const {mkdirSync} = await import('node:fs');
    const failure = withFiles({}, directory => {
      mkdirSync(`${directory}/devenv.yaml`);
      return loadSettings(directory);
    });
    await expect(failure).rejects.toMatchObject({code: 'usage', message: 'devenv.yaml cannot be read (EISDIR)'});
  });
});

test('the place of each variable is known, of the file that wins', async () => {
  const {places} = await load({
    'devenv.yaml': 'env:\n  A: "1"\n  B: "2"\nservices:\n  web:\n    env:\n      A: "3"\n',
    'devenv.local.yaml': '# mine\nenv: {B: "4"}\n',
  });
  expect(places).toEqual({
    'env.A': {file: 'devenv.yaml', line: 2},
    'env.B': {file: 'devenv.local.yaml', line: 2},
    'services.web.env.A': {file: 'devenv.yaml', line: 7},
  });
});
