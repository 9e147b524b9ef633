import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import type {DependencyFile} from '../../src/model/dependencies';
import {editedFiles} from '../../src/plan/requirement-files';
import {parseRequirements} from '../../src/project/requirements';

const file = (content: string): DependencyFile => ({
  ...{file: 'requirements.txt', kind: 'requirements', entry: true, content, text: content, requirements: []},
});

/** What an installer reads in place of the file; null where it reads the file itself. */
function edited(content: string): string | null {
  const files = editedFiles({production: [file(content)], development: [], parts: none, pinned: true, local: []});
  return files[0]?.content ?? null;
}

const none = {production: {extras: [], groups: []}, development: {extras: [], groups: []}};

describe('a requirements file as an installer reads it', () => {
  test.each([
    ['psycopg2==2.9.6 --no-binary psycopg2  # https://host/x', 'psycopg2==2.9.6  # https://host/x\n--no-binary psycopg2'],
    ['a==1\npsycopg2 --no-binary=psycopg2\nb==2\n', 'a==1\npsycopg2\nb==2\n\n--no-binary=psycopg2'],
    ['a==1 --only-binary :all: --no-binary b', 'a==1\n--only-binary :all:\n--no-binary b'],
    ['a==1 \\\n  --no-binary a \\\n  --hash=sha256:00', 'a==1 \\\n \\\n  --hash=sha256:00\n--no-binary a'],
  ])('has the formats that pip takes from the line of a package for all, at its end: %j', (content, text) => {
    expect(edited(content)).toBe(text);
  });

  test.each([
    '--no-binary psycopg2\npsycopg2==2.9.6',
    '# psycopg2 --no-binary psycopg2',
    'a @ https://host/x --hash=sha256:00',
    'a # --no-binary a',
  ])('is the file itself where no installer minds it: %j', content => {
    expect(edited(content)).toBeNull();
  });

  test('keeps its packages at their lines, whatever stands around them', () => {
    const lines = fc.array(
      fc.oneof(
        fc.string().map(text => text.replaceAll('\\', '/')),
        fc.constantFrom('a==1 --no-binary a', '-e .', 'git+git://host/x', 'b \\\n --hash=sha256:00', '--no-binary b'),
      ),
    );
    fc.assert(
      fc.property(lines, texts => {
        const content = texts.join('\n');
        // A directory ("./") is there without being installed.
        const packages = (text: string) =>
          parseRequirements(text)
            .filter(({kind, specifier}) => kind === 'requirement' && !specifier.startsWith('.'))
            .map(({name, version, line}) => [name, version, line]);
        expect(packages(edited(content) ?? content)).toEqual(packages(content));
      }),
      {examples: [[['a==1', './', 'b==2']]]},
    );
  });
});
