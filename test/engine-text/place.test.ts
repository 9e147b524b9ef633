import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {takePlace} from '../../src/engine/place';

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'devenv-place-')), 'not-there-yet');
});
afterEach(() => {
  rmSync(join(directory, '..'), {recursive: true});
});

const nameOf = () => takePlace(directory, 'test').name('site');

test('each of several gets a place of its own, and what is left is free', () => {
  const first = takePlace(directory, 'test');
  expect([first.name('site'), nameOf(), nameOf()]).toEqual(['site', 'site-2', 'site-3']);
  first.leave();
  expect(nameOf()).toBe('site');
  expect(takePlace(directory, 'other').name('site')).toBe('site');
});

test('the place of a process that is no more is free, that of one that is just taking it is not', () => {
  const {pid} = spawnSync('true');
  takePlace(directory, 'test').leave();
  writeFileSync(join(directory, 'test.1.pid'), '');
  writeFileSync(join(directory, 'test.2.pid'), String(pid));
  expect(nameOf()).toBe('site-2');
  expect(existsSync(join(directory, 'test.2.pid'))).toBe(true);
});
