import {posix} from 'node:path';
import type {Assets} from '../model/assets';
import type {Tree} from './tree';

type Node = Assets['node'];

/** Long-term releases, the current one first, with the names that nvm knows them by. */
const releases: readonly (readonly [number, string])[] = [
  [24, 'krypton'],
  [22, 'jod'],
  [20, 'iron'],
  [18, 'hydrogen'],
  [16, 'gallium'],
  [14, 'fermium'],
  [12, 'erbium'],
  [10, 'dubnium'],
  [8, 'carbon'],
];
const current = '24';

/** The image that a Dockerfile builds the front end on. */
export interface NamedNode {
  readonly image: string;
  readonly file: string;
}

/**
 * The Node that a front end names, in its directory or above: .nvmrc, .node-version, .tool-versions, volta and engines of
 * package.json, the Dockerfile; else the current long-term release.
 * @param directories its own first, then those above
 * @param built what the project's own image has it built on, where nothing nearer names one
 */
export function chooseNode(tree: Tree, directories: readonly string[], built: NamedNode | null = null): Node {
  const webpack = oldWebpack(tree, directories);
  for (const [name, read] of sources) {
    for (const directory of directories) {
      const file = posix.join(directory, name);
      const version = read(tree.read(file) ?? '', webpack === null ? Infinity : lastForOld);
      if (version !== null) return {version, why: `${version}: ${file}`};
    }
  }
  const version = versionIn(/(?:^|\/)node:(\d[\d.]*)/.exec(built?.image ?? '')?.[1] ?? '');
  if (built !== null && version !== null) return {version, why: `${version}: ${built.file}`};
  if (webpack !== null) return {version: String(lastForOld), why: `${String(lastForOld)}: ${webpack}, which runs on no newer one`};
  return {version: current, why: `${current}: the current long-term release, as nothing names one`};
}

/** Webpack before 5.61 hashes with MD4, which the OpenSSL of newer ones refuses. Source: the release notes of webpack and of Node 17. */
const lastForOld = 16;
const lockedWebpack =
  /(?:^\s*"(?:node_modules\/)?webpack": \{\s*"version": "|^"?webpack@\S+:\n\s+version:? "?|^\s+'?\/?webpack[@/])(\d+)\.(\d+)\.[\w.-]+/m;

function oldWebpack(tree: Tree, directories: readonly string[]): string | null {
  const names = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml'];
  for (const file of directories.flatMap(directory => names.map(name => posix.join(directory, name)))) {
    const [, major, minor] = lockedWebpack.exec(tree.read(file) ?? '') ?? [];
    if (major === undefined) continue;
    return Number(major) < 5 || (major === '5' && Number(minor) < 61) ? `${file} has webpack ${major}.${minor ?? ''}` : null;
  }
  return null;
}

const sources: readonly (readonly [string, (text: string, most: number) => string | null])[] = [
  ['.nvmrc', versionIn],
  ['.node-version', versionIn],
  ['.tool-versions', text => versionIn(/^node(?:js)?[ \t]+(\S+)/m.exec(text)?.[1] ?? '')],
  ['package.json', text => versionIn(/"volta"\s*:\s*\{[^}]*"node"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? '')],
  ['package.json', (text, most) => newestOf(/"engines"\s*:\s*\{[^}]*"node"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? '', most)],
  ['Dockerfile', text => versionIn(/^FROM\s+(?:--\S+\s+)?(?:\S+\/)?node:(\d[\d.]*)/im.exec(text)?.[1] ?? '')],
];

/** "v20.11.1" is "20.11.1", "20.x" is "20", "lts/iron" is "20", "lts/*" the current one; null where it is none. */
function versionIn(text: string): string | null {
  const word = text.trim().split(/\s/)[0] ?? '';
  const [, exact, major] = /^v?(?:(\d+\.\d+\.\d+)|(\d+)(?:\.\d+)?(?:\.x)?)$/.exec(word) ?? [];
  if (exact !== undefined || major !== undefined) return exact ?? major ?? null;
  if (/^(lts\/\*|lts|node|stable)$/.test(word)) return current;
  const named = releases.find(([, name]) => word.toLowerCase() === `lts/${name}`);
  return named === undefined ? null : String(named[0]);
}

function newestOf(range: string, most: number): string | null {
  return releaseFor(range, most) ?? releaseFor(range);
}

/** The newest long-term release that a range such as ">=18 <21" or "^16 || ^18" admits; null where none is meant. */
export function releaseFor(range: string, most = Infinity): string | null {
  const exact = /\s/.test(range.trim()) ? null : versionIn(range);
  if (exact !== null) return exact;
  const alternatives = range.split('||').map(one =>
    one
      .trim()
      .replace(/^(\S+)\s+-\s+(\S+)$/, '>=$1 <=$2')
      .replace(/([<>=~^])\s+/g, '$1'),
  );
  const found = releases.find(
    ([major]) => major <= most && alternatives.some(one => one !== '' && one.split(/[\s,]+/).every(bound => admits(bound, major))),
  );
  return found === undefined ? null : String(found[0]);
}

function admits(bound: string, major: number): boolean {
  const [, operator = '', digits = '', rest = ''] = /^([<>=~^]*)v?(\d+|[x*])((?:\.\w+)*)/.exec(bound) ?? [];
  if (!/^\d+$/.test(digits)) return digits !== '';
  const wanted = Number(digits);
  if (operator === '<') return /[1-9]/.test(rest) ? major <= wanted : major < wanted;
  if (operator === '<=') return major <= wanted;
  if (operator === '>=') return major >= wanted;
  if (operator === '>') return rest === '' ? major > wanted : major >= wanted;
  return major === wanted;
}
