import {request, type ClientRequest, type IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
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
  return answerTo<T>(endpoint, request({...address(endpoint), path, headers}));
}

/**
 * Tells the engine by POST and returns the JSON that it answers; not over ssh.
 * @throws DevenvError `no-engine` when nothing answers.
 */
export function post<T>(endpoint: Endpoint, path: string, body: unknown): Promise<T> {
  const call = request({...address(endpoint), path, method: 'POST', headers: {...headers, 'Content-Type': 'application/json'}});
  return answerTo<T>(endpoint, call, body);
}

/**
 * Tells the engine by POST and takes the connection over; not over ssh.
 * @throws DevenvError `no-engine` when nothing answers.
 */
export function attach(endpoint: Endpoint, path: string, body: unknown): Promise<Duplex> {
  const upgrade = {'Content-Type': 'application/json', 'Connection': 'Upgrade', 'Upgrade': 'tcp'};
  const call = request({...address(endpoint), path, method: 'POST', headers: {...headers, ...upgrade}});
  return new Promise((resolve, reject) => {
    call.on('upgrade', (_, socket, head) => {
      // What was started may be silent for as long as it likes.
      socket.setTimeout(0);
      socket.unshift(head);
      resolve(socket);
    });
    answerTo<never>(endpoint, call, body).catch(reject);
  });
}

const headers = {Host: 'docker'};

/** Sends a request and waits for its JSON. */
function answerTo<T>(endpoint: Endpoint, call: ClientRequest, body?: unknown): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    call.on('response', (response: IncomingMessage) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        if ((response.statusCode ?? 500) < 400) resolve(JSON.parse(text) as T);
        else reject(new Error(`${call.method} ${call.path}: ${String(response.statusCode)} ${text.trim()}`));
      });
    });
    call.setTimeout(limit, () => call.destroy(new Error(`no answer after ${String(limit / 1000)} s`)));
    call.on('error', cause => {
      reject(noEngine(endpoint, cause));
    });
    call.end(body === undefined ? undefined : JSON.stringify(body));
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
