import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {isSecret, mask} from '../../src/env';

describe('a secret', () => {
  test.each([
    'SECRET_KEY',
    'AWS_ACCESS_KEY_ID',
    'DB_PASSWORD',
    'PGPASS',
    'MYSQL_PWD',
    'SENTRY_DSN',
    'API_KEY',
    'GITHUB_TOKEN',
    'DATABASE_URL',
  ])('is %s by its name', name => {
    expect(isSecret(name, 'x')).toBe(true);
  });

  test.each([
    ['a URL with a password', 'redis://:pw@host/0'],
    ['a PEM block', '-----BEGIN RSA PRIVATE KEY-----\nx'],
    ['a JWT', 'eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl'],
  ])('is %s by its form', (_, value) => {
    expect(isSecret('X', value)).toBe(true);
  });

  test.each([
    ['DEBUG', '1'],
    ['ALLOWED_HOSTS', 'a,b'],
    ['SITE_URL', 'https://example.com/@x'],
    ['PASSENGERS', '4'],
  ])('is not %s=%s', (name, value) => {
    expect(isSecret(name, value)).toBe(false);
  });
});

describe('a mask', () => {
  test('of a URL hides the password only', () => {
    expect(mask('postgres://user:p:a@ss@db:5432/app?x=1')).toBe('postgres://user:•••@db:5432/app?x=1');
  });

  test('of anything else has the length and a sum', () => {
    expect(mask('hunter2')).toBe('••• (7 chars, sha256:f52f)');
  });

  test('shows no part of the value', () => {
    const value = fc.string({unit: fc.constantFrom(...Array.from('GHIJKLMNOPQRSTUVWXYZ_!')), minLength: 3});
    fc.assert(fc.property(value, secret => !mask(secret).includes(secret.slice(0, 3))));
  });
});
