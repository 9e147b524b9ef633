import {describe, expect, it} from '@jest/globals';
import {join} from 'node:path';
import {findRoot, readGit, readProject} from '../../src/project/index';
import {plainSettings} from './settings';

const example = join(__dirname, '../../examples/example.com');

describe('the example site', () => {
  it('is read as what it is, from any directory in it', async () => {
    const {directory} = await findRoot(join(example, 'example-django/example'), ['devenv.yaml']);
    expect(directory).toBe(example);
    expect(await readProject(directory, plainSettings)).toMatchObject({
      name: 'example.com',
      workdir: 'example-django',
      homepage: 'homepage',
      celery: {app: 'example'},
      redis: true,
      database: {engine: 'postgresql'},
      django: {settings: 'example.settings', wsgi: 'example.wsgi:application', admin: '/admin/'},
      fixtures: ['example-django/fixtures/quickstart.json'],
      git: null,
    });
  });

  it('has a commit where git knows it', async () => {
    const git = await readGit(example);
    expect(git?.commit ?? '0'.repeat(40)).toMatch(/^[0-9a-f]{40}$/);
  });
});
