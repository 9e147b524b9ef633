import {afterAll, beforeAll, expect, test} from '@jest/globals';
import type {Browser, Page} from 'playwright-core';
import {launchChromium} from '../../script/chromium.mjs';
import {picture} from './support/http';
import {copyOfExample, type Site} from './support/site';
import {upReport} from './support/up';

let site: Site;
let browser: Browser;
let page: Page;
let url: string;
const failures: string[] = [];

beforeAll(async () => {
  site = await copyOfExample();
  url = (await upReport(site)).urls.site;
  browser = await launchChromium();
  page = await browser.newPage();
  page.on('pageerror', error => failures.push(error.message));
  page.on('response', response => response.status() >= 400 && failures.push(`${String(response.status())} ${response.url()}`));
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

test('the home page opens and says that all six parts answer', async () => {
  await page.goto(url);
  expect(await page.title()).toContain('Leafbook');
  await page.locator('#status[data-state=ok]').waitFor();
  expect(await page.locator('[data-part][data-answers=true]').count()).toBe(6);
});

test('the stored content is there, each page of the guide with a plate that loads', async () => {
  const plates = page.locator('#content-list .plate');
  await plates.nth(7).waitFor();
  expect(await plates.count()).toBe(8);
  await plates.first().locator('img').scrollIntoViewIfNeeded();
  await page.waitForFunction('document.querySelector("#content-list .plate img").naturalWidth > 0');
});

test('a task that is sent finishes, and its result is shown', async () => {
  await page.locator('#task-start').click();
  await page.locator('#task-state[data-state=SUCCESS]').waitFor({timeout: 60_000});
  expect(await page.locator('#task-result .codes li').count()).toBeGreaterThan(1);
});

test("beat's tick is there, and a later one follows it", async () => {
  const tick = page.locator('#beat-tick[data-at]');
  await tick.waitFor({timeout: 60_000});
  const at = await tick.getAttribute('data-at');
  await page.locator(`#beat-tick[data-at]:not([data-at="${at!}"])`).waitFor({timeout: 60_000});
});

test('an upload is shown and served back by NGINX', async () => {
  await page.locator('#upload-file').setInputFiles({name: 'pixel.png', mimeType: 'image/png', buffer: picture});
  await page.locator('#upload-button').click();
  const image = page.locator('#upload-result img');
  await image.waitFor();
  const source = new URL((await image.getAttribute('src'))!, url);
  const response = await fetch(source);
  expect(source.pathname).toMatch(/^\/media\/photos\//);
  expect(response.status).toBe(200);
  expect(response.headers.get('server')).toMatch(/^nginx/);
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
});

test('the admin takes the superuser of the fixture', async () => {
  const admin = await browser.newPage();
  await admin.goto(new URL('/admin/', url).href);
  await admin.locator('#id_username').fill('admin');
  await admin.locator('#id_password').fill('admin');
  await admin.locator('[type=submit]').click();
  await admin.locator('#user-tools').waitFor();
  await admin.close();
});

test('nothing on the page failed meanwhile', () => {
  expect(failures).toEqual([]);
});
