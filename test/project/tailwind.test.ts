import {describe, expect, it} from '@jest/globals';
import {readFacts} from '../../src/project/facts';
import {django} from './front-end';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const assetsOf = (files: Readonly<Record<string, string>>) => readFacts(memoryTree({...django, ...files}), plainSettings).assets;

describe('a front end of django-tailwind', () => {
  const settings = `${django['backend/site/settings.py']}TAILWIND_APP_NAME = "apps.theme"\n`;
  const theme = (line: string) => ({
    'backend/site/settings.py': settings,
    'backend/apps/theme/apps.py': '',
    'backend/apps/theme/static_src/package.json': JSON.stringify({
      scripts: {
        'build': 'npm run build:clean && npm run build:tailwind',
        'build:clean': 'rimraf ../static/css/dist',
        'build:tailwind': line,
      },
    }),
  });

  it.each([
    'tailwindcss --postcss -i ./src/styles.css -o ../static/css/dist/styles.css --minify',
    'cross-env NODE_ENV=production postcss ./src/styles.css -o ../static/css/dist/styles.css --minify',
  ])('is in the application that the settings name: %s', line => {
    const found = {directory: 'backend/apps/theme/static_src', command: 'npm run build:tailwind'};
    expect(assetsOf(theme(line))).toMatchObject(found);
    expect(assetsOf({...theme(line), 'backend/site/settings.py': django['backend/site/settings.py']})).toBeNull();
  });

  it('is left alone where git has what it makes', () => {
    const made = 'backend/apps/theme/static/css/dist/styles.css';
    expect(assetsOf({...theme('postcss x.css -o ../static/css/dist/styles.css'), [made]: ''})).toBeNull();
  });
});
