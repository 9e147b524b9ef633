import {describe, expect, test} from '@jest/globals';
import type {Variable} from '../src/model/project';
import {unreachableStores} from '../src/unreachable';

const variable = (name: string, feeds: string, line: number): Variable => ({
  ...{name, required: false, default: 'localhost', cast: 'text', separator: null, feeds},
  where: {file: 'site/settings.py', line},
});
const facts = (setting: string, host: string, port: number | null) => ({
  vendor: 'postgresql',
  admin: null,
  addresses: [{setting, host, port}],
});

describe('stores that the settings look for in the container itself', () => {
  test('are told with the variable that says so', () => {
    const variables = [variable('CACHE', 'CACHES.default.LOCATION', 7), variable('OTHER', 'CACHES.defaults', 8)];
    expect(unreachableStores(facts('CACHES.default', 'localhost', 6379), variables, [])).toEqual([
      'CACHES.default is at localhost:6379, and in the container nothing listens there: site/settings.py:7 reads CACHE for it.',
    ]);
  });

  test('are told where no variable is read', () => {
    expect(unreachableStores(facts('CELERY_BROKER_URL', '127.0.0.1', null), [variable('CACHE', 'CACHES.default', 7)], [])).toEqual([
      'CELERY_BROKER_URL is at 127.0.0.1, and in the container nothing listens there: let the settings read its address from a variable.',
    ]);
  });

  test('are not a MySQL at localhost, which is its socket', () => {
    const at = (host: string) => unreachableStores({...facts('DATABASES.default', host, 3306), vendor: 'mysql'}, [], []);
    expect([at('localhost').length, at('127.0.0.1').length]).toEqual([0, 1]);
  });

  test('are not those of a service, nor unknown to what an older devenv wrote', () => {
    expect(unreachableStores(facts('CACHES.default', 'redis', 6379), [], [])).toEqual([]);
    expect(unreachableStores(facts('CACHES.default', 'localhost', 6379), [], [{port: 6379}])).toEqual([]);
    expect(unreachableStores({vendor: 'sqlite', admin: null}, [], [])).toEqual([]);
  });
});
