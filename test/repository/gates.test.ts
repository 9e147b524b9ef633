import {spawn} from 'node:child_process';
import {appendFileSync, cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';

const repository = join(import.meta.dirname, '../..');

const copied = [
  'src',
  'test',
  'script',
  'package.json',
  'tsconfig.json',
  'knip.json',
  'eslint.config.mjs',
  'jest.config.mjs',
  '.prettierrc.json',
  '.dependency-cruiser.mjs',
];

const gates = ['types', 'lint', 'format', 'imports', 'unused'] as const;

/** Each breaks one import rule; the name of the rule is what the checker must say about the file. */
const wrongImports: Readonly<Record<string, readonly [file: string, imported: string]>> = {
  'siblings-meet-only-in-commands': ['src/report/planted.ts', '../config/load'],
  'model-is-the-bottom': ['src/model/planted.ts', 'node:path'],
  'plan-is-pure': ['src/plan/planted.ts', 'node:fs'],
  'docker-only-in-engine': ['src/catalog/planted.ts', 'dockerode'],
  'oclif-only-in-commands': ['src/engine/planted.ts', '@oclif/core'],
  'nobody-imports-commands': ['src/project/planted.ts', '../commands/up'],
  'program-knows-no-test': ['src/env/planted.ts', '../../test/docker.setup'],
  'no-cycles': ['src/config/planted.ts', './planted-too'],
  'every-import-is-found': ['src/config/planted-lost.ts', './nowhere'],
};

const lintOffences: Readonly<Record<string, string>> = {
  '@typescript-eslint/no-floating-promises': 'export function forget(): void { Promise.resolve(1); }',
  '@typescript-eslint/no-explicit-any': 'export const anything: any = 1;',
  '@typescript-eslint/consistent-type-imports': "import {Plan} from '../model/plan';\nexport type Other = Plan;",
  '@typescript-eslint/switch-exhaustiveness-check':
    "export function choose(mode: 'a' | 'b'): number { switch (mode) { case 'a': return 1; } return 2; }",
  'no-restricted-globals': 'export const started = new Date();',
  'no-restricted-properties': 'export const chance = Math.random();',
  'no-console': "export function tell(): void { console.log('x'); }",
  'max-lines-per-function': `export function long(): number {\n${'  0;\n'.repeat(40)}  return 1;\n}`,
  'max-lines': '\n'.repeat(200) + Array.from({length: 201}, (_, at) => `export const line${at} = ${at};`).join('\n'),
};

let copy = '';
const results: Partial<Record<(typeof gates)[number], {readonly code: number | null; readonly output: string}>> = {};

beforeAll(async () => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'devenv-gates-')));
  for (const name of copied)
    cpSync(join(repository, name), join(copy, name), {recursive: true, filter: path => !/test.(fixtures|golden)/.test(path)});
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'));
  plant();
  await Promise.all(gates.map(async gate => (results[gate] = await check(gate))));
}, 180_000);

afterAll(() => {
  rmSync(copy, {recursive: true, force: true});
});

function plant(): void {
  writeFileSync(join(copy, 'src/report/planted-type.ts'), "export const planted: number = 'text';\n");
  writeFileSync(join(copy, 'src/report/planted-format.ts'), 'export const planted   = "x"\n');
  for (const [file, imported] of Object.values(wrongImports)) writeFileSync(join(copy, file), `import '${imported}';\n`);
  writeFileSync(join(copy, 'src/config/planted-too.ts'), "import './planted';\n");
  for (const [index, offence] of Object.values(lintOffences).entries())
    writeFileSync(join(copy, `src/plan/offence-${index}.ts`), `${offence}\n`);
  appendFileSync(join(copy, 'src/catalog/hash.ts'), 'export const plantedExport = 1;\n');
  const manifest = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as {dependencies: Record<string, string>};
  manifest.dependencies['planted-dependency'] = '1.0.0';
  writeFileSync(join(copy, 'package.json'), JSON.stringify(manifest, null, 2));
}

function check(gate: string): Promise<{readonly code: number | null; readonly output: string}> {
  const child = spawn(process.execPath, ['script/check.mjs', gate], {cwd: copy, stdio: ['ignore', 'pipe', 'pipe']});
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise(resolve => child.on('close', code => resolve({code, output})));
}

function outputOf(gate: (typeof gates)[number]): string {
  return results[gate]?.output ?? '';
}

test.each(gates)('the check of %s fails with what was planted', gate => {
  expect(results[gate]?.code).toBe(1);
  expect(outputOf(gate)).toMatch(new RegExp(`^FAILED ${gate} +\\d+\\.\\d s$`, 'm'));
});

test('a type error is found', () => {
  expect(outputOf('types')).toContain("src/report/planted-type.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.");
});

test('a file in another format is found', () => {
  expect(outputOf('format')).toContain('src/report/planted-format.ts');
});

describe('lint', () => {
  test.each(Object.keys(lintOffences).map((rule, index) => [rule, index] as const))('%s is broken where it was planted', (rule, index) => {
    const blocks = outputOf('lint').split(/\n(?=\/)/);
    expect(blocks.find(block => block.startsWith(join(copy, `src/plan/offence-${index}.ts`)))).toContain(` ${rule}\n`);
  });
});

describe('imports', () => {
  test.each(Object.entries(wrongImports))('%s is broken where it was planted', (rule, [file]) => {
    expect(outputOf('imports')).toMatch(new RegExp(`error ${rule}: ${file.replace(/\.ts$/, '')}`));
  });
});

describe('unused code', () => {
  test.each([
    ['file', /^src\/report\/planted-format\.ts/m],
    ['export', /^plantedExport +src\/catalog\/hash\.ts/m],
    ['dependency', /^planted-dependency +package\.json/m],
  ])('an unused %s is found', (_, line) => {
    expect(outputOf('unused')).toMatch(line);
  });
});

test('a check that does not exist is a usage error', async () => {
  expect(await check('nothing')).toEqual({code: 2, output: 'unknown check nothing; there are types, lint, format, imports, unused\n'});
});
