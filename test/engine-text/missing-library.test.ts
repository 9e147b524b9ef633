import {expect, test} from '@jest/globals';
import {absentLibrary, missingLibrary} from '../../src/engine/missing-library';
import {explainBuild} from '../../src/engine/build-failures';

test.each([
  ['      src/lxml/etree.c:96:10: fatal error: libxml/xmlversion.h: No such file or directory', 'libxml2-dev'],
  ['Error: pg_config executable not found.', 'libpq-dev'],
  ['      fatal error: Python.h: No such file or directory', 'python3-dev'],
  ["      error: command 'gcc' failed: No such file or directory", 'gcc'],
  ['      pygraphviz/graphviz_wrap.c:3020:10: fatal error: graphviz/cgraph.h: No such file or directory', 'libgraphviz-dev'],
  ['      Modules/constants.h:7:10: fatal error: lber.h: No such file or directory', 'libldap2-dev'],
  ['      pdftotext.cpp:3:10: fatal error: poppler/cpp/poppler-document.h: No such file or directory', 'libpoppler-cpp-dev'],
  ["FileNotFoundError: [Errno 2] No such file or directory: 'gdal-config'", 'libgdal-dev'],
  ['      The headers or library files could not be found for jpeg,', 'libjpeg-dev'],
  ['      Exception: Can not find valid pkg-config name.', 'default-libmysqlclient-dev'],
  ['             More generally, cmake is not installed if when you open a terminal window', 'cmake'],
  ["error: can't find Rust compiler", 'cargo'],
])('%s is in %s', (line, name) => {
  expect(missingLibrary(['gcc -c all is well', line])?.packages).toContain(name);
});

test.each([
  ['Error: pg_config executable not found.', 'libpq5'],
  ['      Modules/constants.h:7:10: fatal error: lber.h: No such file or directory', 'ldap-utils'],
  ['      src/pycurl.h:212:13: fatal error: curl/curl.h: No such file or directory', 'libcurl4'],
  ['      fatal error: mysql.h: No such file or directory', 'libmariadb3'],
])('%s asks for the library %s too, for the images that run', (line, name) => {
  expect(missingLibrary([line])?.packages).toContain(name);
});

test('a log without a missing file names none', () => {
  expect(missingLibrary(['running egg_info', 'error: subprocess-exited-with-error'])).toBeNull();
});

const places = [{file: 'requirements.txt', line: 7}];
const project = {root: '/nowhere', pinsOf: (name: string) => (name === 'lost-fork' ? places : []), linesWith: () => []};

test('a repository that does not answer is named with its line and the two ways out', () => {
  const lines = [
    'error: Failed to download and build `lost-fork @ git+https://git.example.com/ada/lost-fork.git@v1`',
    '  cause: Git operation failed',
    '  cause: failed to clone into: /root/.cache/uv/git-v0/db/1',
    "         fatal: unable to access 'https://git.example.com/ada/lost-fork.git/': Could not resolve host: git.example.com",
  ];
  const {message, where, next} = explainBuild(project, 'image dev', {step: '[deps-build 3/3] RUN uv', lines, reason: []});
  expect(message).toContain('lost-fork cannot be had from https://git.example.com/ada/lost-fork.git@v1');
  expect([where, next.join(' ')]).toEqual([places[0], expect.stringContaining('drop: [lost-fork]')]);
});

test('a repository that does not answer is named with the version of its namesake on the index', () => {
  const lines = [
    'error: Failed to download and build `lost-fork @ git+https://git.example.com/ada/lost-fork.git@v1`',
    '  cause: Git operation failed',
    'on the index: other==3',
    'on the index: lost-fork==0.2.0',
  ];
  const explain = (...more: readonly string[]) =>
    explainBuild(project, 'devenv.lock', {step: '[resolve 4/4] RUN uv', lines: [...more, ...lines], reason: []}).next;
  expect(explain()).toEqual([expect.stringContaining("replace: {lost-fork: '==0.2.0'}"), 'or go without it: drop: [lost-fork]']);
  expect(explain('fatal: Could not resolve host: git.example.com')[1]).toBe(
    "or all that the index has too: replace: {other: '==3', lost-fork: '==0.2.0'}",
  );
});

const withLines = {...project, linesWith: (text: string) => (text.startsWith('https://git.example.com/ada/') ? places : [])};
const unresolved = "fatal: unable to access 'https://git.example.com/ada/lost-fork/': Could not resolve host: git.example.com";

test.each([
  [
    'a repository at a commit',
    [
      'error: Git operation failed',
      '  cause: failed to clone into: /root/.cache/uv/git-v2/db/27cb',
      '  cause: failed to fetch commit `2fab61163e31685cf8b23b1c768a5263ca03d699`',
      "  cause: process didn't exit successfully: `/usr/bin/git fetch 'https://git.example.com/ada/lost-fork' '+2fab:refs/commit/2fab'`",
      `         ${unresolved}`,
    ],
    'lost-fork cannot be had from https://git.example.com/ada/lost-fork: fatal',
  ],
  [
    'an archive of a repository',
    [
      'error: Failed to fetch: `https://git.example.com/ada/lost-fork/archive/main.zip`',
      '  cause: client error (Connect)',
      '  cause: dns error',
    ],
    'lost-fork cannot be had from https://git.example.com/ada/lost-fork/archive/main.zip: ',
  ],
  [
    'a file',
    ['error: Failed to fetch: https://git.example.com/ada/lost-fork-0.2.tar.gz', '  cause: dns error'],
    'lost-fork cannot be had from https://git.example.com/ada/lost-fork-0.2.tar.gz: ',
  ],
])('%s that does not answer is named with the line that has its address', (_what, lines, expected) => {
  const {message, where, next} = explainBuild(withLines, 'devenv.lock', {step: null, lines, reason: []});
  expect(message).toContain(expected);
  expect([where, next.join(' ')]).toEqual([places[0], expect.stringContaining('drop: [lost-fork]')]);
});

test('an index that does not answer is no archive of a requirement', () => {
  const lines = [
    'error: Failed to fetch: `https://index.example.com/simple/lost-fork/`',
    '  cause: client error (Connect)',
    '  cause: dns error',
  ];
  const {message} = explainBuild(withLines, 'devenv.lock', {step: null, lines, reason: []});
  expect(message).toBe('The package index at index.example.com does not answer: client error (Connect)');
});

test.each([
  ['ImportError: libpq.so.5: cannot open shared object file: No such file or directory', 'libpq5'],
  ['ImportError: libGL.so.1: cannot open shared object file: No such file or directory', 'libgl1'],
  ["OSError: cannot load library 'libgobject-2.0-0': libgobject-2.0-0: cannot open shared object file", 'libglib2.0-0'],
  ['django.core.exceptions.ImproperlyConfigured: Could not find the GDAL library (tried "gdal", "GDAL")', 'gdal-bin'],
  ['ImportError: failed to find libmagic.  Check your installation', 'libmagic1'],
  ["ModuleNotFoundError: No module named 'magic'", null],
])('%s wants %s', (sentence, name) => {
  expect(absentLibrary(sentence)).toBe(name);
});

test('a header that no row knows is in a package of its own name, although the compiler is there', () => {
  const lines = ['pydeep.c:2:10: fatal error: fuzzy.h: No such file or directory', "error: command '/usr/bin/x86_64-linux-gnu-gcc' failed"];
  expect(missingLibrary(lines)).toEqual({line: lines[0], packages: ['gcc', 'libc6-dev', 'libfuzzy-dev'], guessed: true});
  expect(missingLibrary(lines.slice(1))?.packages).toEqual(['gcc', 'libc6-dev']);
});
