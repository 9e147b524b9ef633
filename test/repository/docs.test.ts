import {existsSync, globSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {resolve} from '../../src/config/resolve';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...globSync('docs/*.md', {cwd: root})];

/** The contents of a document's code blocks in a language. */
function blocksOf(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block]) => block ?? '');
}

test('docs/devenv-yaml.md has the reference of devenv.yaml word for word', () => {
  expect(blocksOf(read('docs/devenv-yaml.md'), 'yaml')).toEqual([read('src/config/reference.yaml')]);
});

test('every devenv.yaml that the other documents show is valid', () => {
  const others = documents.filter(file => file !== 'docs/devenv-yaml.md');
  const shown = others.flatMap(file => blocksOf(read(file), 'yaml').map(block => ({file, bytes: Buffer.from(block)})));
  expect(shown.length).toBeGreaterThan(0);
  for (const source of shown) expect(() => resolve([source])).not.toThrow();
});

describe.each(documents)('%s', document => {
  test('links only to files that are there', () => {
    const links = [...read(document).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '');
    const own = links.filter(target => !/^[a-z]+:/.test(target));
    expect(own.filter(target => !existsSync(join(root, dirname(document), target)))).toEqual([]);
  });

  test('names only source files that are there', () => {
    const named = [...read(document).matchAll(/`((?:src|test|images|compose|script|docs|bench)\/[\w./-]+\.\w+)`/g)].map(
      ([, file]) => file ?? '',
    );
    expect(named.filter(file => !existsSync(join(root, file)))).toEqual([]);
  });
});
