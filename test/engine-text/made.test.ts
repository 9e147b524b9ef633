import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {withoutSources} from '../../src/engine/made';

let [root, made] = ['', ''];

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-made-')));
  made = join(root, '.devenv/assets');
});
afterEach(() => {
  rmSync(root, {recursive: true, force: true});
});

function write(directory: string, file: string, text: string): void {
  mkdirSync(dirname(join(directory, file)), {recursive: true});
  writeFileSync(join(directory, file), text);
}

test('what lies in the output before the build, and comes out as it was, is no file of the build', () => {
  write(root, 'static/.keep', '');
  write(made, 'static/.keep', '');
  write(made, 'static/app.css', 'body {}');
  expect(withoutSources(root, made, ['static/.keep', 'static/app.css'], [])).toEqual(['static/app.css']);
});

test('what an earlier build made stays its own, changed or not', () => {
  write(root, 'static/app.css', 'body {}');
  write(made, 'static/app.css', 'body {}');
  expect(withoutSources(root, made, ['static/app.css'], ['static/app.css'])).toEqual(['static/app.css']);
});

test('what the build writes over is its own', () => {
  write(root, 'static/app.css', 'body {color: red}');
  write(made, 'static/app.css', 'body {}');
  expect(withoutSources(root, made, ['static/app.css'], [])).toEqual(['static/app.css']);
});
