import {cpSync, mkdtempSync, realpathSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {devenv} from './support/devenv';
import {siteAt, type Site} from './support/site';
import {answer} from './support/stack';
import {until} from './support/until';
import {upReport} from './support/up';

let site: Site;

beforeAll(() => {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'devenv-e2e-'))), 'websockets');
  cpSync(resolve(__dirname, '../fixtures/projects/websockets'), root, {recursive: true});
  site = siteAt(root);
});
afterAll(() => site.remove());

/** What the site answers to a text over a WebSocket. */
function echo(url: string, text: string): Promise<string> {
  // As a browser does, it says which page it belongs to: channels refuses others.
  const socket = new WebSocket(new URL('/ws/echo/', url.replace(/^http/, 'ws')), {headers: {Origin: new URL(url).origin}});
  return new Promise((done, fail) => {
    socket.onopen = () => socket.send(text);
    socket.onerror = () => fail(new Error('the WebSocket was refused'));
    socket.onmessage = ({data}) => {
      done(String(data));
      socket.close();
    };
  });
}

const script = (url: string) => fetch(new URL('/static/echo/echo.js', url)).then(response => response.text());

test('a project on channels speaks WebSocket in development, with its static files, and follows its code', async () => {
  const {urls} = await upReport(site);
  expect(await answer(urls.site, '/')).toEqual({asgi: true});
  expect(await echo(urls.site, 'one')).toBe('echo: one');
  expect(await script(urls.site)).toContain('console.log');
  const changed = site.read('echo/consumers.py').replace('"echo: "', '"changed: "');
  await until('the change is served', async () => {
    // Again and again: Django's autoreloader does not see a change in the second in which it starts.
    site.write('echo/consumers.py', changed);
    return (await echo(urls.site, 'two')) === 'changed: two' ? true : null;
  });
});

test('the same as it ships', async () => {
  await devenv(site.root, 'down');
  const {urls} = await upReport(site, '--production');
  expect(await answer(urls.site, '/')).toEqual({asgi: true});
  expect(await echo(urls.site, 'three')).toBe('changed: three');
  expect(await script(urls.site)).toContain('console.log');
});
