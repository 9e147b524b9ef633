import {expect, it} from '@jest/globals';
import {cpSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readPlaceholders, readSources} from '../src/read';

it('variables that nothing sets are listed with the line that requires them, until the project has an .envrc', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'devenv-placeholders-'));
  cpSync(join(__dirname, 'fixtures/projects/required-variables'), directory, {recursive: true});
  const settings = join(directory, 'core/settings.py');
  writeFileSync(settings, `import os\nPAYMENTS = os.environ["PAYMENTS_KEY"]\n${readFileSync(settings, 'utf8')}`);
  const sources = await readSources(directory);
  expect(await readPlaceholders(sources)).toContainEqual({name: 'PAYMENTS_KEY', where: {file: 'core/settings.py', line: 2}});
  writeFileSync(join(directory, '.envrc'), 'exit 1\n');
  expect(await readPlaceholders(sources)).toEqual([]);
});
