import {existsSync, readFileSync} from 'node:fs';
import {posix} from 'node:path';
import type {DevenvError} from '../model/errors';

/** Files that say where packages come from, those of people first. */
const files = [
  'package.json',
  '.npmrc',
  '.yarnrc',
  '.yarnrc.yml',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
];
const unknown = /(?:ENOTFOUND|EAI_AGAIN|Could not resolve host(?:name)?:?) ([\w-]+(?:\.[\w-]+)+)/;
const silent = /\/\/(?:[^/@\s]*@)?([\w-]+(?:\.[\w-]+)+)\S*.*(?:ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|timed out|Connection refused)/;

/** What a person is told of a front end that could not be built: the host that kept it, and the last lines of its log. */
export function notBuilt(root: string, directory: string, {message, detail}: Pick<DevenvError, 'message' | 'detail'>): string {
  const host = silentHost(root, directory, detail);
  const lines = detail.length === 0 ? [`  ${message}`] : detail.slice(-15).map(line => `    ${line}`);
  const advice = '  devenv up --build tries again; assets: in devenv.yaml says how it is built, or false for none';
  const what = `The front end of ${posix.join(directory, 'package.json')} could not be built; Django runs without it:`;
  return [what, ...(host === null ? [] : [`  ${host}`]), ...lines, advice].join('\n');
}

/** The host that kept a front end from being built, as a sentence with the line that names it; null where another thing did. */
export function silentHost(root: string, directory: string, lines: readonly string[]): string | null {
  const host = lines.map(line => (unknown.exec(line) ?? silent.exec(line))?.[1]).find(found => found !== undefined);
  if (host === undefined) return null;
  const place = placeOf(root, directory, host);
  return `${host} does not answer; ${place === null ? 'an installed package asks for it' : `${place} names it`}`;
}

function placeOf(root: string, directory: string, host: string): string | null {
  for (const name of files) {
    const file = posix.join(directory, name);
    const path = posix.join(root, file);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const line = text.split('\n').findIndex(one => one.includes(host));
    if (line >= 0) return `${file}:${String(line + 1)}`;
  }
  return null;
}
