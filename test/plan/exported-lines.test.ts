import {execFileSync} from 'node:child_process';
import {expect, test} from '@jest/globals';
import {exportedLines} from '../../src/plan/exported-lines';

test.each([
  ['-i https://pypi.org/simple', null],
  ['-i https://index.example.com/simple', '-i https://index.example.com/simple'],
  ['-e git+https://example.com/x.git@0464340f#egg=django-x', 'django-x @ git+https://example.com/x.git@0464340f'],
  ['-e git+https://example.com/x.git@v1#egg=x[all]&subdirectory=lib', 'x[all] @ git+https://example.com/x.git@v1#subdirectory=lib'],
  ["-e git+https://example.com/x.git#egg=x ; python_version > '3'", "x @ git+https://example.com/x.git ; python_version > '3'"],
  ['-e .', '-e .'],
  ['django==5.2 --hash=sha256:00', 'django==5.2 --hash=sha256:00'],
])('%s of an exported lock is installed as %s', (line, expected) => {
  const script = exportedLines.flatMap(one => ['-e', one]);
  const read = execFileSync('sed', ['-E', ...script], {input: `${line}\n`, encoding: 'utf8'});
  expect(read).toBe(expected === null ? '' : `${expected}\n`);
});
