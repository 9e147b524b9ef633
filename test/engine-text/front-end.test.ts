import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from '@jest/globals';
import {notBuilt, silentHost} from '../../src/engine/front-end-failures';

let root: string;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-front-end-')));
  mkdirSync(join(root, 'web'));
  writeFileSync(join(root, 'web/package.json'), '{\n"dependencies": {\n"x": "git+ssh://git@git.example.com/team/x.git"}}\n');
  writeFileSync(join(root, 'web/yarn.lock'), '# lock\n\n  resolved "https://codeload.example.com/team/y/tar.gz/1f2e"\n');
});
afterAll(() => rmSync(root, {recursive: true, force: true}));

it.each([
  [
    'yarn',
    'error Error: https://codeload.example.com/team/y/tar.gz/1f2e: getaddrinfo ENOTFOUND codeload.example.com',
    'codeload.example.com does not answer; web/yarn.lock:3 names it',
  ],
  [
    'npm',
    'npm error network request to https://codeload.example.com/team/y/tar.gz/1f2e failed, reason: connect ECONNREFUSED 192.0.2.1:443',
    'codeload.example.com does not answer; web/yarn.lock:3 names it',
  ],
  [
    'npm, by its look-up alone',
    'npm ERR! getaddrinfo EAI_AGAIN codeload.example.com codeload.example.com:443',
    'codeload.example.com does not answer; web/yarn.lock:3 names it',
  ],
  [
    'git',
    "npm error fatal: unable to access 'https://git.example.com/team/x.git/': Could not resolve host: git.example.com",
    'git.example.com does not answer; web/package.json:3 names it',
  ],
  [
    'ssh',
    'ssh: Could not resolve hostname git.example.com: Name or service not known',
    'git.example.com does not answer; web/package.json:3 names it',
  ],
  [
    'a host that no file names',
    'Error: getaddrinfo ENOTFOUND binaries.example.org',
    'binaries.example.org does not answer; an installed package asks for it',
  ],
])('a host that does not answer is named with its line: %s', (_who, line, sentence) => {
  expect(silentHost(root, 'web', ['first', line, 'last'])).toBe(sentence);
});

it.each(['error Command failed with exit code 1.', "Module not found: Error: Can't resolve './app'", 'SyntaxError: Unexpected token'])(
  'what has another reason names no host: %s',
  line => {
    expect(silentHost(root, 'web', [line])).toBeNull();
  },
);

it('a front end whose log is understood is told with its reason', () => {
  const said = notBuilt('/nowhere', 'web', {message: 'There is no version 9 of a-b on the index', detail: []});
  expect(said.split('\n').slice(0, 2)).toEqual([
    'The front end of web/package.json could not be built; Django runs without it:',
    '  There is no version 9 of a-b on the index',
  ]);
  expect(notBuilt('/nowhere', '', {message: 'Building failed', detail: ['error boom']})).toMatch(
    /^The front end of package.json .*\n {4}error boom\n/,
  );
});
