import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {normalizeName, parseRequirements} from '../../src/project/requirements';

const one = (text: string): ReturnType<typeof parseRequirements>[number] | undefined => parseRequirements(text)[0];

describe('a requirements file', () => {
  it.each([
    ['Django==4.2.3', {name: 'django', version: '4.2.3', specifier: '==4.2.3'}],
    ['Zope.Interface_x >= 1.0, <2', {name: 'zope-interface-x', version: null, specifier: '>= 1.0, <2'}],
    ['celery[redis,sqs]==5.4.0  # broker', {name: 'celery', version: '5.4.0', extras: ['redis', 'sqs']}],
    ['psycopg2 == 2.9.9 ; python_version >= "3.8"', {name: 'psycopg2', version: '2.9.9', marker: 'python_version >= "3.8"'}],
    ['a==1.0 --hash=sha256:00 --hash=sha256:11', {name: 'a', version: '1.0', argument: '--hash=sha256:00 --hash=sha256:11'}],
    [
      'wagtail @ git+https://example.com/wagtail.git@main',
      {name: 'wagtail', version: null, specifier: 'git+https://example.com/wagtail.git@main'},
    ],
    ['git+https://example.com/thing.git#egg=Thing', {kind: 'requirement', name: 'thing'}],
    ['-e git+https://example.com/x.git#egg=My_Lib', {kind: 'editable', name: 'my-lib'}],
    ['-e git+https://example.com/x.git@v1#subdirectory=a&egg=my_lib-1.2', {kind: 'editable', name: 'my-lib'}],
    ['git+https://example.com/team/My_Fork.git@v1', {kind: 'requirement', name: 'my-fork'}],
    ['-e git+git@example.com:team/my-fork.git', {kind: 'editable', name: 'my-fork'}],
    ['https://example.com/files/thing.zip', {kind: 'requirement', name: null}],
    ['https://example.com/team/my-fork/archive/v1.zip', {kind: 'requirement', name: 'my-fork'}],
    ['https://example.com/team/my-fork/-/archive/v1/my-fork-v1.tar.gz', {kind: 'requirement', name: 'my-fork'}],
    ['-r base.txt', {kind: 'include', argument: 'base.txt'}],
    ['-rbase.txt', {kind: 'include', argument: 'base.txt'}],
    ['--requirement="base.txt"', {kind: 'include', argument: 'base.txt'}],
    ['-c constraints.txt', {kind: 'constraint', argument: 'constraints.txt'}],
    ['--no-binary psycopg2', {kind: 'option', argument: '--no-binary psycopg2'}],
    ['requests==2.*', {name: 'requests', version: null}],
    ['# only a comment', {kind: 'blank', name: null}],
    ['???', {kind: 'other', name: null}],
  ])('%s', (text, expected) => {
    expect(one(text)).toMatchObject(expected);
  });

  it('counts the first line of a requirement that goes on', () => {
    const lines = parseRequirements('a==1\n\nb==2 \\\n    --hash=sha256:00\nc==3\r\n');
    expect(lines.filter(({name}) => name).map(({name, version, line}) => [name, version, line])).toEqual([
      ['a', '1', 1],
      ['b', '2', 3],
      ['c', '3', 5],
    ]);
  });

  it('never throws and never loses a line', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('-r', '-c x', 'a==1 \\', 'b[x', '; ;', '--hash=\\', '#', '-e', '@', 'a@', '==', '\\'),
    );
    fc.assert(
      fc.property(fc.array(line), lines => {
        const text = lines.join('\n');
        expect(
          parseRequirements(text)
            .map(({raw}) => raw)
            .join('\n'),
        ).toBe(text);
      }),
    );
  });

  it('normalizes names to one form', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/), name => {
        expect(normalizeName(normalizeName(name))).toBe(normalizeName(name));
      }),
    );
  });
});
