import {expect, it} from '@jest/globals';
import {lineThatIgnores} from '../../src/project/ignored';

it.each<[string, string, number | null]>([
  ['by its name', '*.md\nsite/settings/dev.py\n', 2],
  ['by a directory', '# comment\n\nsite/settings\n', 3],
  ['by a line after the one that took it back', '*\n!/site\n\n # Remove dev settings\n/site/settings/dev.py\n', 5],
  ['by all, and nothing takes it back', '*\n!/shop\n', 1],
  ['not where a later line takes it back', 'site\n!site/settings/dev.py\n', null],
  ['not by another name', 'site/settings/prod.py\n', null],
])('a file is left out %s', (_what, text, line) => {
  expect(lineThatIgnores(text, 'site/settings/dev.py')).toBe(line);
});
