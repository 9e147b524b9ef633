import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import type {Compilation} from '../../src/model/dependencies';
import {compiledRelocks, foreignRelocks} from '../../src/plan';
import {inputsOf} from './given';

const source = (file: string, entry = true) => ({file, kind: 'requirements', entry, content: '', text: '', requirements: []}) as const;
const compilation = (file: string, reads: readonly string[], more: Partial<Compilation> = {}): Compilation => ({
  file,
  tool: 'pip-compile',
  directory: '',
  options: [],
  sources: reads.map(one => source(one)),
  reads,
  ...more,
});
const all = [compilation('base.txt', ['base.in']), compilation('dev.txt', ['dev.in', 'base.txt']), compilation('docs.txt', ['docs.in'])];

describe('compiled files', () => {
  test.each([
    ['base.in', ['base.txt', 'dev.txt']],
    ['dev.in', ['dev.txt']],
    ['other.txt', []],
    [null, ['base.txt', 'dev.txt', 'docs.txt']],
  ])('that follow from %s are made anew', (changed, files) => {
    expect(compiledRelocks(all, '3.12', changed, false).map(({file}) => file)).toEqual(files);
  });

  test('are made by the command that made them, where it was given, by a release for their Python', () => {
    const more = {
      directory: 'requirements',
      options: ['--extra', "it's"],
      sources: [source('requirements/a.in'), source('requirements/b.in', false)],
    };
    const [relock] = compiledRelocks([compilation('requirements/a.txt', [], more)], '3.6', null, false);
    expect(relock).toBeUndefined();
    const [one] = compiledRelocks([compilation('requirements/a.txt', ['requirements/a.in'], more)], '3.6', null, true);
    expect(one).toMatchObject({
      directory: 'requirements',
      tool: ['pip-tools==6.4.0', 'pip==21.3.1'],
      command: `/opt/tool/bin/pip-compile --upgrade --extra 'it'\\''s' --output-file a.txt a.in`,
    });
  });
});

describe('the lock of another tool takes the newest versions where that is asked', () => {
  test.each([
    ['uv', 'uv lock --quiet', 'uv lock --quiet --upgrade'],
    ['pdm', 'pdm lock --update-reuse', 'pdm lock'],
    ['poetry', 'poetry lock --no-interaction', 'poetry lock --no-interaction --regenerate'],
    ['pipenv', 'python /opt/pipenv_lock.py', 'pipenv lock'],
  ])('%s', async (format, kept, upgraded) => {
    const directory = join(__dirname, '../fixtures/locks', format);
    const names = readdirSync(directory).filter(name => name !== 'packages');
    const files = Object.fromEntries(names.map(name => [name, readFileSync(join(directory, name), 'utf8')]));
    const {project} = await inputsOf('X = 1', '', {'.python-version': '3.12', ...files});
    const commands = [false, true].map(upgrade => foreignRelocks(project.dependencies, '3.12', upgrade).map(({command}) => command));
    expect(commands).toEqual([[expect.stringMatching(new RegExp(`${kept}$`))], [expect.stringMatching(new RegExp(`${upgraded}$`))]]);
  });
});
