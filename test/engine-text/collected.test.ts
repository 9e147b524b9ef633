import {expect, test} from '@jest/globals';
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {explainBuild} from '../../src/engine/build-failures';

test('static files that cannot be collected name the settings that ship, and the key that names others', () => {
  const root = mkdtempSync(join(tmpdir(), 'devenv-collected-'));
  mkdirSync(join(root, '.devenv'));
  writeFileSync(join(root, '.devenv/Dockerfile'), 'FROM deps AS app\nENV DJANGO_SETTINGS_MODULE=site.local\n');
  const lines = [
    'Traceback (most recent call last):',
    '  File "/app/site/local.py", line 3, in <module>',
    '    import silk',
    "ModuleNotFoundError: No module named 'silk'",
  ];
  const {message, where, next} = explainBuild({root, pinsOf: () => [], linesWith: () => []}, 'image app', {
    step: '[app 6/6] RUN python manage.py collectstatic',
    lines,
    reason: [],
  });
  expect(message).toBe(
    "Collecting the static files failed with site.local, the settings that ship: ModuleNotFoundError: No module named 'silk'",
  );
  expect(where).toEqual({file: 'site/local.py', line: 3});
  expect(next.join('\n')).toMatch(/production set.*\n.*production_settings/);
});
