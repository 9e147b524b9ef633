import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {binary, devenvJson, devenvKilled, run, type UpReport} from './support/devenv';
import {mustConverge, toldFailureOf} from './support/failure';
import {copyOfExample, type Site} from './support/site';

/** A directory as no tool likes it, nearly as deep as Linux allows for a socket or a mount. */
const name = [
  `it's "grün" $HOME & co`,
  ...Array.from({length: 12}, (_, index) => `${'deep'.repeat(8)}${String(index)}`),
  'プロジェクト',
].join('/');

let site: Site;

beforeAll(async () => {
  site = await copyOfExample(name);
});

afterAll(async () => {
  await site.remove();
});

test('a program is told by JSON', async () => {
  const kill = {signal: 'SIGINT', at: (line: string) => line.startsWith('> build'), group: true} as const;
  const {code, stdout} = await run(binary, ['up', '--json', '--verbose'], site.root, {kill});
  expect([code, JSON.parse(stdout)]).toMatchObject([130, {error: {code: 'interrupted', what: 'Interrupted'}}]);
});

test.each([
  ['while it builds', 'SIGINT', '> build image dev', 130],
  ['while it waits', 'SIGTERM', '  | waiting until db, redis', 143],
  ['while it migrates', 'SIGINT', '> migrate', 130],
  ['while it loads a fixture', 'SIGTERM', '> load ', 143],
  ['while the site starts', 'SIGINT', '> start web', 130],
] as const)('%s: %s', async (_, signal, moment, exit) => {
  const {code, stderr} = await devenvKilled(site.root, {signal, at: line => line.startsWith(moment), group: true}, 'up', '--verbose');
  expect([code, stderr.split('\n').slice(-3)]).toEqual([exit, ['✖ Interrupted', 'Next: the same command goes on from here', '']]);
});

test('the next up goes on, in a directory with spaces, quotes, a dollar, other letters and a long path', async () => {
  await mustConverge(site);
  const {urls} = await devenvJson<UpReport>(site.root, 'status');
  expect((await fetch(urls.site)).status).toBe(200);
});

test('a .devenv that cannot be written is told', async () => {
  const other = await copyOfExample('other');
  try {
    other.write('.devenv', 'in the way');
    const what = `${other.root}/.devenv cannot be written: a file is in the way`;
    expect(await toldFailureOf(other.root, 'up')).toMatchObject({exit: 2, what});
  } finally {
    await other.remove();
  }
});
