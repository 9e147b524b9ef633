import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {parseDocument, visit, type Pair, type Scalar} from 'yaml';
import {jsonSchema} from '../../src/config/json-schema';
import {resolve} from '../../src/config/resolve';

const root = join(import.meta.dirname, '../..');
const reference = readFileSync(join(root, 'src/config/reference.yaml'));

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
}

function pathsOf({properties = {}}: Node, above = ''): readonly string[] {
  return Object.entries(properties).flatMap(([key, node]) => [`${above}${key}`, ...pathsOf(node, `${above}${key}.`)]);
}

function isThere(path: string): boolean {
  return parseDocument(reference.toString()).hasIn(path.split('.'));
}

test('schema.json is what the schema says; node script/build.mjs writes it', () => {
  expect(readFileSync(join(root, 'schema.json'), 'utf8')).toBe(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
});

test('the reference is a valid devenv.yaml', () => {
  expect(resolve([{file: 'reference.yaml', bytes: reference}]).name).toBe('shop');
});

test('the reference has every key of the schema', () => {
  expect(pathsOf(jsonSchema() as Node).filter(path => !isThere(path))).toEqual([]);
});

test('the reference explains each key at its first place', () => {
  const unexplained: string[] = [];
  const seen = new Set<string>();
  const document = parseDocument(reference.toString());
  visit(document, {
    Pair(_, pair, path) {
      const {key} = pair as Pair<Scalar<string>>;
      const explained = [key.commentBefore, ...path.map(node => ('commentBefore' in node ? node.commentBefore : null))].some(Boolean);
      if (!seen.has(key.value) && /^[a-z]/.test(key.value) && !explained) unexplained.push(key.value);
      seen.add(key.value);
    },
  });
  expect(unexplained).toEqual([]);
});
