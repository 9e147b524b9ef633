import {resolve} from 'node:path';
import {afterAll, beforeAll} from '@jest/globals';
import {devenvJson} from '../e2e/support/devenv';
import {copyOfExample, type Site} from '../e2e/support/site';

/** A copy of the example and the image of it that ships, for the tests of one file. */
export function builtExample(): {readonly site: () => Site; readonly image: () => string} {
  let site: Site;
  let image: string;
  beforeAll(async () => {
    site = await copyOfExample();
    image = (await devenvJson<{images: {app: string}}>(site.root, 'build')).images.app;
  });
  afterAll(() => site.remove());
  return {site: () => site, image: () => image};
}

/** Options of `docker run` that lay a script of this work tree, and a file of the site below /own, over an image. */
export function over(script: string, site: Site, file: string): readonly string[] {
  const mounts = [
    `${resolve(__dirname, '../../images/app', script)}:/opt/devenv/${script}:ro`,
    `${resolve(site.root, file)}:/own/${file}:ro`,
  ];
  return ['--rm', '--network=none', '--env', 'DEVENV_REQUIRED=', ...mounts.flatMap(mount => ['--volume', mount])];
}
