import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {devenvJson, run} from '../e2e/support/devenv';
import {copyOfExample, type Site} from '../e2e/support/site';

let site: Site;
let image: string;

beforeAll(async () => {
  site = await copyOfExample();
  image = (await devenvJson<{images: {app: string}}>(site.root, 'build')).images.app;
});
afterAll(() => site.remove());

const request = JSON.stringify({do: 'migrate', vendor: '-', how: 'one-by-one'});

/** What is said where reading did not tell which database the settings use. */
async function migrate(url: string): Promise<string> {
  const values = ['--env', 'SECRET_KEY=x', '--env', 'REDIS_URL=redis://redis:6379/0', '--env', `DATABASE_URL=${url}`];
  const say = `echo '${request}' | python /opt/devenv/steps.py`;
  const {stdout, stderr} = await run('docker', ['run', '--rm', '--network=none', ...values, image, 'sh', '-c', say], '/');
  return `${stdout}${stderr}`;
}

test('a file is migrated', async () => {
  const said = await migrate('sqlite:////tmp/site.sqlite3');
  expect(said).toMatch(/Applying auth\.0001_initial/);
  expect(said).toMatch(/^{"vendor": "sqlite"/m);
  expect(said).toContain('\u00040');
});

test('a server that nobody named is left alone, and is told', async () => {
  const said = await migrate('postgres://ada:pw@live.example.com/site');
  expect(said).toContain('devenv: the settings use postgresql, which is not migrated: devenv did not make it');
  expect(said).toMatch(/^{"vendor": "postgresql"/m);
  expect(said).toContain('\u00040');
});
