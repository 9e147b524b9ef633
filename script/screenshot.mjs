// Takes the picture of the example site that the README shows: docs/example.png.
// Usage: node script/screenshot.mjs [DIRECTORY]   a directory with the example site, which must be up
import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {launchChromium} from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const directory = process.argv[2] ?? `${root}/examples/example.com`;

function devenv(args, input) {
  return execFileSync(`${root}/bin/devenv`, args, {cwd: directory, input, maxBuffer: 2 ** 26});
}

async function photograph(url) {
  const browser = await launchChromium();
  const page = await browser.newPage({viewport: {width: 1280, height: 900}, colorScheme: 'light', reducedMotion: 'reduce'});
  await page.goto(url);
  await page.locator('#status[data-state=ok]').waitFor();
  await page.locator('#content-list .plate').first().waitFor();
  await page.waitForFunction('[...document.images].every(image => image.complete)');
  const picture = await page.screenshot();
  await browser.close();
  return picture;
}

// The site has Pillow; a palette makes the picture a third as large.
const optimise = `
import sys
from PIL import Image
picture = Image.open(sys.stdin.buffer).convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG)
picture.save(sys.stdout.buffer, "PNG", optimize=True)
`;

const {urls} = JSON.parse(devenv(['status', '--json']));
const picture = devenv(['exec', 'web', 'python', '-c', optimise], await photograph(urls.site));
writeFileSync(`${root}/docs/example.png`, picture);
console.log(`docs/example.png: ${Math.round(picture.length / 1000)} kB`);
