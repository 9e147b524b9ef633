import {createServer, type AddressInfo} from 'node:net';

/** A port that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** One grey pixel. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** Uploads a picture to the example site as its home page does; returns the path under which it is served. */
export async function uploadPicture(site: string): Promise<string> {
  const csrf = await fetch(new URL('/api/csrf/', site));
  const cookie = csrf.headers
    .getSetCookie()
    .map(text => text.split(';')[0])
    .join('; ');
  const {token} = (await csrf.json()) as {token: string};
  const body = new FormData();
  body.append('image', new Blob([picture], {type: 'image/png'}), 'pixel.png');
  const headers = {'Cookie': cookie, 'X-CSRFToken': token, 'Origin': new URL(site).origin};
  const response = await fetch(new URL('/api/photos/', site), {method: 'POST', body, headers});
  if (response.status !== 201) throw new Error(`the upload was answered with ${String(response.status)}: ${await response.text()}`);
  return ((await response.json()) as {url: string}).url;
}
