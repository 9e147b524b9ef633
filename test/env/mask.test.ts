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
    ['a URL whose password is not quoted', 'redis://:p/w#x@host:6379/0'],
    ['32 hexadecimal digits', '9f86d081884c7d659a2feaa0c55ad015'],
    ['a token among other text', 'Bearer k8Jx02mQz7LpR4tVw9YbN3cFh6Gd'],
    ["a key as Django's startproject makes it", 'x#0!k@9zq&7$w^1m(4)e=2r-5t_6y+8u*i3o%p&a$s@d(f)g!h'],
  ])('is %s by its form', (_, value) => {
    expect(isSecret('X', value)).toBe(true);
  });

  test.each([
    ['DEBUG', '1'],
    ['ALLOWED_HOSTS', 'a,b'],
    ['SITE_URL', 'https://example.com/@x'],
    ['PASSENGERS', '4'],
    ['SITE_URL', 'https://example.com:8000/@someone'],
    ['HASHER', 'django.contrib.auth.hashers.PBKDF2PasswordHasher'],
    ['MEDIA_ROOT', '/srv/app2/releases/2024-01-01T10_20_30/media'],
    ['ALLOWED_HOSTS', 'localhost,127.0.0.1,shop-42.example.com,shop-43.example.com'],
    ['CACHE_BACKEND', 'django.core.cache.backends.redis.RedisCache'],
    ['BUILD', '20240101123456789012345'],
    ['LOGGING', '{"version": 1, "loggers": {"django.db.backends": {"level": "DEBUG"}}}'],
    ['AWS_S3_ENDPOINT', 'https://s3.eu-central-1.amazonaws.com/my-bucket-2024'],
  ])('is not %s=%s', (name, value) => {
    expect(isSecret(name, value)).toBe(false);
  });
});

test('random bytes in hexadecimal or base64 are a secret under any name', () => {
  const bytes = fc.noShrink(fc.uint8Array({minLength: 24, maxLength: 48, size: 'max'}));
  const spread = bytes.filter(drawn => new Set(drawn).size > 20);
  const missed = fc.sample(spread, 400).filter(drawn => !isSecret('X', Buffer.from(drawn).toString('hex')));
  expect(missed.length).toBeLessThan(20);
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
