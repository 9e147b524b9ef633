import {expect, test} from '@jest/globals';
import {engineGone, explainMigration, explainPython, outOfSpace} from '../../src/engine/failures';
import {readTraceback} from '../../src/engine/traceback';
import {fail, places} from './failing';

test.each([
  [['Because there is no version of A_b==9 and you', 'require a-b==9, we can conclude'], 'There is no version 9 of a-b on the index'],
  [['Because a.b was not found in the package registry'], 'There is no package a-b on the index'],
  [
    ['Because you require a-b==1 and a-b==2, we can conclude'],
    'The requirements contradict each other: a-b==1 and a-b==2 (requirements.txt:3 and requirements-dev.txt:1)',
  ],
  [
    [
      'Because the current Python version (3.8.18) does not satisfy Python>=3.10 and a-b==5 depends on',
      'Python>=3.10, we can conclude that a-b==5 cannot be used.',
    ],
    "a-b==5 wants Python >=3.10, and the project's Python is 3.8.18",
  ],
  [
    [
      'error: Error parsing included file in `/requirements/requirements.txt` at position 36',
      '  Caused by: Expected `--hash`, found `"--global-option"` at /requirements/requirements/production.txt:8:10',
    ],
    'requirements/production.txt:8 has --global-option on the line of a package, where uv does not know it',
  ],
  [
    [
      'error: Failed to download and build `a-b @',
      '  │ git+https://git.example.com/team/a-b.git`',
      '  ├─▶ Git operation failed',
      '  ╰─▶ fatal: Could not resolve host: git.example.com',
    ],
    'a-b cannot be had from https://git.example.com/team/a-b.git: fatal: Could not resolve host: git.example.com',
  ],
  [['error: Failed to build `a-b==1`', '  error: no gcc'], 'a-b 1 cannot be built from its source. error: no gcc'],
])('%j', (lines, what) => {
  const failure = fail(lines);
  expect([failure.code, failure.message]).toEqual(['build-failed', what]);
  expect(failure.where?.file).toMatch(/^requirements/);
});

test('of packages that exclude each other the one that no file names can be named', () => {
  const {next} = fail(['Because server==0.16.0 depends on a-b>=3.4.0 and you require a-b==2.1.4, we can conclude']);
  expect(next).toEqual([
    'correct one of the pins, then run the command again',
    'no file of the project names server: put one that fits into the requirements',
  ]);
});

test('a repository over ssh that takes no key of ours says so', () => {
  const failure = fail([
    'error: Failed to download and build `a-b @ git+ssh://git@git.example.com/team/a-b.git`',
    '  Git operation failed',
    '  git@git.example.com: Permission denied (publickey).',
    '  fatal: Could not read from remote repository.',
  ]);
  expect(failure.message).toBe(
    'a-b cannot be had from ssh://git@git.example.com/team/a-b.git: git@git.example.com: Permission denied (publickey).',
  );
});

const refused = (host: string) => [
  'error: Request failed after 3 retries in 6.5s',
  `  cause: Failed to fetch: https://${host}/simple/six/`,
  '  cause: client error (Connect)',
  '  cause: dns error',
];

test('an index that does not answer is named with the line that names it, and without a login', () => {
  const {message, where} = fail(refused('ada:secret@index.example.com'));
  expect(message).toBe('The package index at index.example.com does not answer: client error (Connect); requirements.txt:3 names it');
  expect(where).toEqual(places[0]);
});

test('an index that no line names is one of the machine', () => {
  const {where, next} = fail(refused('other.example.com'));
  expect([where, next[0]]).toEqual([null, expect.stringContaining('PIP_INDEX_URL')]);
});

test('a conflict in the development stage is one with what ships', () => {
  expect(fail(['Because you require a-b==1 and a-b==2, we can conclude'], '[dev-build 2/2] RUN uv').message).toContain(
    'change a package that ships',
  );
});

test('a full disk and an engine that stopped are told as such, whatever the step said', () => {
  const apt = "E: You don't have enough free space in /var/cache/apt/archives/.";
  for (const line of ['write /x: no space left on device', apt])
    expect(fail(['compiling'], undefined, [line]).message).toBe('The disk that Docker writes to is full');
  expect(fail(['compiling'], undefined, ['rpc error: code = Unavailable desc = error reading from server: EOF']).code).toBe('no-engine');
  expect([outOfSpace('all is well'), engineGone('all is well')]).toEqual([null, null]);
});

test('what is unknown shows its last lines and the step without its mounts', () => {
  const {message, detail} = fail(['one', 'fatal error: boom'], '[x 1/2] RUN --mount=type=secret,id=ca make');
  expect([message, ...detail]).toEqual(['Building image dev failed: fatal error: boom', '[x 1/2] RUN make', 'one', 'fatal error: boom']);
});

const said = (lines: readonly string[], errors = lines) => ({lines, errors});

const traceback = [
  'Traceback (most recent call last):',
  '  File "/app/manage.py", line 10, in <module>',
  '    main()',
  '  File "/opt/venv/lib/python3/site-packages/django/x.py", line 5, in setup',
  '    go()',
  '  File "/app/site/settings.py", line 7, in <module>',
  '    import what',
  "ModuleNotFoundError: No module named 'what'",
];

test('of a traceback the project sees its own lines', () => {
  expect(readTraceback(said(['old', ...traceback, '']))).toEqual({
    sentence: "ModuleNotFoundError: No module named 'what'",
    where: {file: 'site/settings.py', line: 7},
    lines: ['  File "/app/site/settings.py", line 7, in <module>', '    import what', "ModuleNotFoundError: No module named 'what'"],
  });
  expect(readTraceback(said(['INFO: ready', 'devenv: it is so', 'more']))).toMatchObject({sentence: 'it is so', where: null});
  expect(readTraceback(said([]))).toEqual({sentence: 'it said nothing', where: null, lines: []});
});

test('what goes to stdout meanwhile does not cut a traceback', () => {
  const torn = [...traceback.slice(0, 3), 'Performing system checks...', ...traceback.slice(3)];
  expect(readTraceback(said(torn, traceback))).toEqual(readTraceback(said(traceback)));
});

test('a module that is missing may be a package', () => {
  const {message, next} = explainPython('unhealthy', 'web ended', said(traceback));
  expect(message).toBe("web ended: ModuleNotFoundError: No module named 'what'");
  expect(next).toEqual(['if what is a package, add it to the requirements', 'correct site/settings.py:7, then run devenv up again']);
});

test.each([
  "requests.exceptions.ConnectionError: HTTPConnectionPool(host='localhost', port=8545): Max retries exceeded with url: /",
  'elasticsearch.ConnectionError: Error 111 connecting to localhost:8545. Connection refused.',
])('a server that the code looks for in its own container is one for services: %s', sentence => {
  const log = ['  Applying shop.0001_first...', 'Traceback (most recent call last):', '  File "/app/shop/x.py", line 1', sentence];
  const advice =
    'nothing listens on port 8545 of the container: add what should, in devenv.yaml: services:, with its address under provides:';
  expect(explainMigration(said(log), [], 'nothing').next[0]).toBe(advice);
  expect(explainPython('unhealthy', 'web ended', said(log)).next[0]).toBe(advice);
});

test('a migration without a line of its own is found by its name', () => {
  const log = [
    '  Applying trees.0006_good... OK',
    '  Applying trees.0007_bad...',
    'Traceback (most recent call last):',
    '  File "/opt/x.py", line 1',
    'ProgrammingError: no',
  ];
  const files = ['shop/migrations/0007_bad.py', 'trees/migrations/0007_bad.py'];
  const {message, where, next} = explainMigration(said(log), files, 'earlier');
  expect([message, where?.file]).toEqual(['Migration trees.0007_bad failed: ProgrammingError: no', 'trees/migrations/0007_bad.py']);
  expect(next[0]).toContain('the migrations before it were applied and stay');
});

test.each([
  ["PermissionError: [Errno 13] Permission denied: '/app/site.log'", "ValueError: Unable to configure handler 'file'", true],
  ["KeyError: 'API_KEY'", 'django.core.exceptions.ImproperlyConfigured: Set the API_KEY environment variable', false],
  ['psycopg.OperationalError: no such role', 'django.db.utils.OperationalError: no such role', false],
])('the cause of an exception is said where it is more than the exception: %s', (cause, raised, isMore) => {
  const above = 'The above exception was the direct cause of the following exception:';
  const head = 'Traceback (most recent call last):';
  const lines = [head, '  File "/usr/lib/a.py", line 3, in a', cause, '', above, '', head, '  File "/app/shop/b.py", line 4, in b', raised];
  expect(readTraceback(said(lines))).toMatchObject({
    sentence: isMore ? `${raised}: ${cause}` : raised,
    where: {file: 'shop/b.py', line: 4},
  });
});
