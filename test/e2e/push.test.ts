import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {devenv, devenvJson, run} from './support/devenv';
import {freePort} from './support/http';
import {imageOf, layersOf} from './support/inspect';
import {startRegistry, type Registry} from './support/registry';
import {copyOfExample, docker, type Site} from './support/site';

interface Pushed {
  readonly images: readonly {readonly name: string; readonly tag: string; readonly digest: string; readonly fingerprint: string}[];
}

let site: Site;
let registry: Registry;
let repository: string;
let tested: string;

beforeAll(async () => {
  registry = await startRegistry();
  repository = `${registry.host}/team/site`;
  site = await copyOfExample();
  site.write('devenv.yaml', `${site.read('devenv.yaml')}\nrelease:\n  image: ${repository}\n`);
  const git = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '.'],
    [...git, 'commit', '--quiet', '--message', 'Site'],
  ])
    await run('git', args, site.root);
});
afterAll(async () => {
  await site.remove();
  await registry.stop();
});

/** A push that must be refused: the reason, and nothing in the registry. */
async function refused(tag: string): Promise<string> {
  const {code, stdout} = await devenv(site.root, 'push', '--json', '--tag', tag);
  const {error} = JSON.parse(stdout) as {error: {code: string; what: string; next: readonly string[]}};
  expect({code, error: error.code}).toEqual({code: 8, error: 'push-refused'});
  expect(error.next.join('\n')).toContain('devenv test');
  expect(await registry.digestOf('team/site', tag)).toBeNull();
  return error.what;
}

describe('before the tests', () => {
  test('a push is refused: the code was never tested', async () => {
    expect(await refused('never')).toContain('The code as it is now was never tested');
  });

  test('a push is refused although the image is built: no tests ran in it', async () => {
    await devenvJson(site.root, 'build');
    expect(await refused('built')).toBe('No tests ran in this image');
  });
});

describe('after green tests', () => {
  let pushed: Pushed;

  beforeAll(async () => {
    tested = (await devenvJson<{image: string}>(site.root, 'test')).image;
    pushed = await devenvJson<Pushed>(site.root, 'push', '--tag', '1.0');
  });

  test('the images are pushed, and told with the digest of the registry and their fingerprint', async () => {
    expect(pushed.images.map(({name, tag}) => `${name}:${tag}`)).toEqual([`${repository}:1.0`, `${repository}-nginx:1.0`]);
    for (const {name, tag, digest, fingerprint} of pushed.images) {
      expect(digest).toBe(await registry.digestOf(name.slice(registry.host.length + 1), tag));
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
    }
  });

  test('pulled back, the image is the one that was tested, layer by layer', async () => {
    const [app] = pushed.images;
    const id = await imageOf(tested.split(':')[0]!, 'app');
    const pulled = `${app!.name}@${app!.digest}`;
    await docker('rmi', `${app!.name}:${app!.tag}`);
    await docker('pull', '--quiet', pulled);
    const layers = await layersOf(pulled);
    expect(await docker('image', 'inspect', '--format', '{{.Id}}', pulled)).toEqual([id]);
    expect((await layersOf(tested)).slice(0, layers.length)).toEqual(layers);
    await docker('rmi', pulled);
  });

  test('without --tag the tag is the commit; a whole reference goes where it says; both at once', async () => {
    const commit = (await run('git', ['rev-parse', 'HEAD'], site.root)).stdout.slice(0, 12);
    const byCommit = await devenvJson<Pushed>(site.root, 'push');
    const both = await devenvJson<Pushed>(site.root, 'push', '--tag', 'latest', '--tag', `${registry.host}/other/name:2`);
    expect(byCommit.images[0]).toMatchObject({name: repository, tag: `sha-${commit}`, digest: pushed.images[0]!.digest});
    expect(both.images.map(({name, tag}) => `${name}:${tag}`)).toEqual([
      `${repository}:latest`,
      `${repository}-nginx:latest`,
      `${registry.host}/other/name:2`,
      `${registry.host}/other/name-nginx:2`,
    ]);
    expect(await registry.digestOf('other/name', '2')).toBe(pushed.images[0]!.digest);
  });

  test('a registry that is not there is a clear error', async () => {
    const nobody = `127.0.0.1:${String(await freePort())}`;
    const {code, stdout, stderr} = await devenv(site.root, 'push', '--tag', `${nobody}/team/site:1`);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(new RegExp(`✖ Pushing ${nobody}/team/site:1 failed: .*connection refused`));
    expect(stderr).toContain('Next: ');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('after a change of the code', () => {
  const file = 'example-django/example/views.py';
  let before: string;

  beforeAll(() => {
    before = site.read(file);
    site.write(file, `${before}\n# Nobody tested this.\n`);
  });

  test('a push is refused: the green tests were those of other code', async () => {
    expect(await refused('changed')).toContain('The code as it is now was never tested');
  });

  test('a push is refused when that code is built: the record of another image does not count', async () => {
    await devenvJson(site.root, 'build');
    expect(await refused('rebuilt')).toBe('No tests ran in this image');
  });

  test('a push is refused when the tests of that code failed', async () => {
    site.write(file, `${before}\nraise ImportError("planted")\n`);
    expect((await devenv(site.root, 'test')).code).toBe(1);
    expect(await refused('failed')).toContain('The tests of this image failed');
  });

  test('a push goes on as soon as the code is again the one that was tested', async () => {
    site.write(file, before);
    const {images} = await devenvJson<Pushed>(site.root, 'push', '--tag', 'again');
    expect(images[0]!.digest).toBe(await registry.digestOf('team/site', '1.0'));
  });
});
