import {describe, expect, test} from '@jest/globals';
import {withDotenv} from '../../src/env';
import type {Env} from '../../src/model/env';
import type {Dotenv} from '../../src/model/dotenv';
import {directoryWith} from './directory';

const none: Env = {file: null, trust: 'none', hash: '', variables: [], warnings: [], review: []};
const where = {file: 'settings.py', line: 3};
const dotenv = (reader: Dotenv['reader'], more: Partial<Dotenv> = {}): Dotenv => ({file: '.env', reader, overrides: false, where, ...more});

function read(
  content: string,
  files: readonly Dotenv[],
  env: Env = none,
  mode: 'development' | 'production' = 'development',
  ambient = {},
): Env {
  return withDotenv(directoryWith({'.env': content}), files, mode, ambient)(env);
}

const valuesOf = ({variables}: Env) => Object.fromEntries(variables.map(({name, value}) => [name, value]));

describe('the .env of a project', () => {
  test('is read by the grammar of its reader', () => {
    const content = 'export A="x # y" # z\nB=1 # one\n';
    expect(valuesOf(read(content, [dotenv('python-dotenv')]))).toEqual({A: 'x # y', B: '1'});
    expect(valuesOf(read(content, [dotenv('django-environ')]))).toEqual({A: '"x # y" # z', B: '1 # one'});
    expect(valuesOf(read(content, [dotenv('decouple')]))).toEqual({B: '1 # one'});
  });

  test('lies below .envrc, which is told', () => {
    const variables = [{name: 'A', value: 'envrc', where: {file: '.envrc', line: 2}, overrides: [{file: '.envrc', line: 1}]}];
    const env = read('B=1\nA=env\n', [dotenv('decouple')], {...none, file: '.envrc', trust: 'allowed', hash: 'x', variables});
    expect(env.variables).toEqual([
      {name: 'B', value: '1', where: {file: '.env', line: 1}, overrides: []},
      {
        name: 'A',
        value: 'envrc',
        where: {file: '.envrc', line: 2},
        overrides: [
          {file: '.env', line: 2},
          {file: '.envrc', line: 1},
        ],
      },
    ]);
    expect(env.hash).not.toBe('x');
  });

  test('is nothing in production, and beside a .envrc that is not allowed', () => {
    expect(read('A=1', [dotenv('decouple')], none, 'production')).toBe(none);
    const denied: Env = {...none, file: '.envrc', trust: 'denied'};
    expect(read('A=1', [dotenv('decouple')], denied)).toBe(denied);
  });

  test('leaves to its reader what only the container knows', () => {
    expect(valuesOf(read('A=${HOME}/x\nB=${A}\nC=ok\n', [dotenv('python-dotenv')], none, 'development', {HOME: '/home/ada'}))).toEqual({
      C: 'ok',
    });
  });

  test('that Compose reads takes from the caller what it names', () => {
    const ambient = {TAG: 'v1', TOKEN: 't'};
    expect(valuesOf(read('A=${TAG}-${NOPE:-none}\nTOKEN\nOTHER\n', [dotenv('compose')], none, 'development', ambient))).toEqual({
      A: 'v1-none',
      TOKEN: 't',
    });
  });

  test('names no service that only its own Compose file has', () => {
    const content = 'URL=redis://cache:6379/0\nHOST=pg\nOTHER=redis://elsewhere/0\n';
    expect(valuesOf(read(content, [dotenv('compose', {services: ['cache', 'pg']})]))).toEqual({OTHER: 'redis://elsewhere/0'});
  });

  test('gives no variable of the host, and none without a name', () => {
    expect(valuesOf(read('PATH=/x\nA-B=1\n1A=x\nOK=1\n', [dotenv('decouple')]))).toEqual({OK: '1'});
  });

  test.each<[Dotenv, string, string]>([
    [dotenv('django-environ'), 'A=1\n B=2\n', '.env:2: django-environ does not understand this line and passes it over (settings.py:3)'],
    [
      dotenv('compose'),
      'A=1\nB="s3cret\n',
      '.env:2: compose does not understand this line and takes nothing from the file (settings.py:3)',
    ],
    [
      dotenv('python-dotenv', {overrides: true}),
      'A=1\n',
      "settings.py:3: .env is read so that it wins over everything else, .envrc and devenv's own values included",
    ],
  ])('%o warns with the line and without a value', (file, content, warning) => {
    expect(read(content, [file]).warnings).toEqual([warning]);
  });

  test.each([
    ['not UTF-8', Buffer.from([0x41, 0x3d, 0xff])],
    ['NUL', Buffer.from('A=1\0')],
  ])('with %s is refused', (_what, content) => {
    const root = directoryWith({'.env': content});
    expect(() => withDotenv(root, [dotenv('decouple')], 'development', {})(none)).toThrow('.env:1');
  });
});
