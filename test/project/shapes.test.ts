import {describe, expect, it} from '@jest/globals';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Project} from '../../src/model/project';
import {readProject} from '../../src/project/index';
import {plainSettings} from './settings';

const shapes = join(__dirname, '../fixtures/projects');
const names = readdirSync(shapes).filter(name => existsSync(join(shapes, name, 'expected.json')));

describe('the shapes of Django projects', () => {
  it.each(names)('%s is read as its expected.json says', async name => {
    const facts = comparable(await readProject(join(shapes, name), plainSettings));
    const file = join(shapes, name, 'expected.json');
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${JSON.stringify(facts, null, 2)}\n`);
    expect(facts).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  it.each(['lock-only', 'missing-include'])('%s is refused', async name => {
    await expect(readProject(join(shapes, name), plainSettings)).rejects.toMatchObject({code: 'usage', next: [expect.any(String)]});
  });

  it('every shape is compared or refused', () => {
    expect(readdirSync(shapes).filter(name => !names.includes(name))).toEqual(['lock-only', 'missing-include', 'nothing']);
  });
});

/** Without what differs from machine to machine, and without what the shape's own files say already. */
function comparable({root: _root, id: _id, lock: _lock, migrations, dependencies, ...facts}: Project): unknown {
  const withoutContent = (set: Project['dependencies']['production']): unknown =>
    set.map(({file, kind, entry, requirements}) => ({
      file,
      kind,
      entry,
      requirements: requirements.map(({name, version, line}) => ({name, version, line})),
    }));
  return {
    ...facts,
    migrations: migrations.files,
    dependencies: {production: withoutContent(dependencies.production), development: withoutContent(dependencies.development)},
  };
}
