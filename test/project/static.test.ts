import {expect, it} from '@jest/globals';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

it.each([
  ['STATICFILES_STORAGE = "storages.backends.s3boto3.S3Boto3Storage"', null],
  ['STORAGES = {"staticfiles": {"BACKEND": "site.storages.StaticS3Storage"}}', null],
  ['STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}', 'static'],
])('static files are collected only where no bucket takes them: %s', (storage, root) => {
  const tree = memoryTree({
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
    'site/__init__.py': '',
    'site/settings.py': `STATIC_ROOT = "static"\n${storage}\n`,
  });
  expect(readFacts(tree, plainSettings).static.root).toBe(root);
});
