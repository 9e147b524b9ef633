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
