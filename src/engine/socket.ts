import {request} from 'node:http';
import {noEngine, type Endpoint} from './connect';

/** Longest silence of an engine, in milliseconds: one that is stopped, or behind a wall, never says no. */
const limit = 30_000;

/**
 * Asks the engine by GET and returns the JSON that it answers. This is the hot path of every command: it loads nothing
 * but Node's own HTTP client, which is a tenth of what a full client costs to load.
 * @throws DevenvError `no-engine` when nothing answers.
 */
export function ask<T>(endpoint: Endpoint, path: string): Promise<T> {
  if (endpoint.host.startsWith('ssh:')) return askByClient<T>(endpoint, path);
  return new Promise<T>((resolve, reject) => {
    const call = request({...address(endpoint), path, headers: {Host: 'docker'}}, response => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        if ((response.statusCode ?? 500) < 400) resolve(JSON.parse(text) as T);
        else reject(new Error(`GET ${path}: ${String(response.statusCode)} ${text.trim()}`));
      });
    });
    call.setTimeout(limit, () => call.destroy(new Error(`no answer after ${String(limit / 1000)} s`)));
    call.on('error', cause => {
      reject(noEngine(endpoint, cause));
    });
    call.end();
  });
}

/** `{label: ["a=b"]}` as the engine's API takes it. */
export function filters(value: Readonly<Record<string, readonly string[]>>): string {
  return encodeURIComponent(JSON.stringify(value));
}

function address({host}: Endpoint): {socketPath: string} | {host: string; port: string} {
  if (host.startsWith('unix:')) return {socketPath: host.slice('unix://'.length)};
  if (host.startsWith('npipe:')) return {socketPath: host.slice('npipe://'.length).replaceAll('/', '\\')};
  const url = new URL(host.replace(/^tcp:/, 'http:'));
  return {host: url.hostname, port: url.port === '' ? '2375' : url.port};
}

async function askByClient<T>(endpoint: Endpoint, path: string): Promise<T> {
  const {connectClient} = await import('./client');
  const client = await connectClient(endpoint);
  return new Promise<T>((resolve, reject) => {
    client.modem.dial({path, method: 'GET', statusCodes: {200: true}}, (error: unknown, data: unknown) => {
      if (error === null) resolve(data as T);
      else reject(noEngine(endpoint, error));
    });
  });
}
