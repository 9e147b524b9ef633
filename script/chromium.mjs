// The browser of this machine, without a window and without what it asks of the network by itself.
import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {chromium} from 'playwright-core';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** @returns {Promise<import('playwright-core').Browser>} */
export function launchChromium() {
  const places = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(directory => ['chromium', 'chromium-browser', 'google-chrome'].map(name => join(directory, name)));
  const executablePath = places.find(existsSync);
  if (executablePath === undefined) throw new Error('there is no chromium on PATH');
  return chromium.launch({executablePath, args: quiet});
}
