import {chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {parseDocument} from 'yaml';
import {loadCatalog} from '../../src/catalog';
import {hashDirectory} from '../../src/catalog/hash';
import manifest from '../../package.json';

describe('the catalog', () => {
  test('has the version of the package', async () => {
    expect((await loadCatalog()).version).toBe(manifest.version);
  });

  test('has every image with the directory that it is built from', async () => {
    const {images} = await loadCatalog();
    expect(Object.keys(images)).toEqual([
      'app',
      'debian',
      'interpreter',
      'mariadb',
      'memcached',
      'nginx',
      'pgvector',
      'postgis',
      'postgres',
      'python',
      'rabbitmq',
      'redis',
    ]);
    for (const [name, {directory, hash}] of Object.entries(images)) {
      expect(directory).toBe(join(import.meta.dirname, '../../images', name));
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  test('has fragments that are Compose files, by name', async () => {
    const {fragments} = await loadCatalog();
    expect(Object.keys(fragments)).toEqual(expect.arrayContaining(['beat', 'db', 'nginx', 'redis', 'web', 'worker']));
    for (const text of Object.values(fragments)) expect(parseDocument(text).has('services')).toBe(true);
  });

  test('has the text of the scripts that go into images with code', async () => {
    expect((await loadCatalog()).scripts['runinenv']).toMatch(/^#!/);
  });
});

describe('the hash of a build context', () => {
  let directory = '';

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'devenv-catalog-'));
    mkdirSync(join(directory, 'rootfs'));
    writeFileSync(join(directory, 'Dockerfile'), 'FROM scratch\n');
    writeFileSync(join(directory, 'rootfs/entry'), '#!/bin/sh\n', {mode: 0o755});
  });

  afterEach(() => {
    rmSync(directory, {recursive: true});
  });

  const changes: readonly (readonly [string, () => void])[] = [
    ['a content', () => writeFileSync(join(directory, 'Dockerfile'), 'FROM other\n')],
    ['an executable bit', () => chmodSync(join(directory, 'rootfs/entry'), 0o644)],
    ['a name', () => renameSync(join(directory, 'rootfs/entry'), join(directory, 'rootfs/entrz'))],
    ['a place', () => renameSync(join(directory, 'rootfs/entry'), join(directory, 'entry'))],
    ['a new empty file', () => writeFileSync(join(directory, 'new'), '')],
    ['a link', () => symlinkSync('rootfs/entry', join(directory, 'link'))],
  ];

  test.each(changes)('changes with %s', (_, change) => {
    const before = hashDirectory(directory);
    change();
    expect(hashDirectory(directory)).not.toBe(before);
  });

  test('changes with the target of a link', () => {
    symlinkSync('rootfs/entry', join(directory, 'link'));
    const before = hashDirectory(directory);
    rmSync(join(directory, 'link'));
    symlinkSync('Dockerfile', join(directory, 'link'));
    expect(hashDirectory(directory)).not.toBe(before);
  });

  test('does not change with times, or with bits that git does not keep', () => {
    const before = hashDirectory(directory);
    utimesSync(join(directory, 'Dockerfile'), 1, 1);
    chmodSync(join(directory, 'Dockerfile'), 0o664);
    expect(hashDirectory(directory)).toBe(before);
  });

  test('is the same for a copy at another place', () => {
    const copy = mkdtempSync(join(tmpdir(), 'devenv-catalog-'));
    cpSync(directory, copy, {recursive: true});
    const hash = hashDirectory(copy);
    rmSync(copy, {recursive: true});
    expect(hash).toBe(hashDirectory(directory));
  });
});
