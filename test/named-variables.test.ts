import {expect, test} from '@jest/globals';
import {DevenvError} from '../src/model/errors';
import type {Variable} from '../src/model/project';
import {nameVariables} from '../src/named-variables';

const variable = (name: string, feeds: string | null): Variable => ({
  ...{name, required: false, default: 'true', cast: 'bool', separator: null, feeds},
  where: {file: 'site/settings.py', line: 7},
});
const variables = [variable('AUDIT', 'AUDIT_REQUIRED'), variable('AUDIT_LOG', null), variable('DEBUG', 'DEBUG')];
const failed = (text: string, code: DevenvError['code'] = 'unhealthy') =>
  new DevenvError(code, 'web ended with exit code 1', {detail: [text], next: ['correct it']});
const nextOf = (error: unknown) => (error as DevenvError).next;

test('a failure that names a setting says first which variable makes it, with the value that the project itself asks for', () => {
  expect(nextOf(nameVariables(failed('HINT: If this is no production, set `AUDIT_REQUIRED` to False, or DEBUG.'), variables))).toEqual([
    "site/settings.py:7 reads AUDIT for AUDIT_REQUIRED; in devenv.yaml: env: {AUDIT: 'False'}",
    'correct it',
  ]);
  expect(nextOf(nameVariables(failed('AUDIT_LOG is empty'), variables))[0]).toContain("env: {AUDIT_LOG: '...'}");
});

test('a failure that names none, and one that is not the project, stay as they are', () => {
  expect(nextOf(nameVariables(failed('DEBUG is on'), variables))).toEqual(['correct it']);
  expect(nextOf(nameVariables(failed('AUDIT_REQUIRED', 'build-failed'), variables))).toEqual(['correct it']);
  const other = new Error('AUDIT_REQUIRED');
  expect(nameVariables(other, variables)).toBe(other);
});
