import {posix} from 'node:path';
import type {Assets} from '../model/assets';
import {readStages} from './dockerfile-stages';
import {nearestDockerfiles} from './own-dockerfile';
import {imagesIn, isPipeline, pipelineDirectories, valuesOf} from './pipelines';
import {readTomlLines} from './toml';
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
 * The Node that a front end names, in its directory or above: .nvmrc, .node-version, .tool-versions, mise, volta and engines
 * of package.json, the Dockerfile; else one of another Dockerfile or of a pipeline; else the current long-term release.
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
  const version = nodeOf(built?.image ?? '');
  if (built !== null && version !== null) return {version, why: `${version}: ${built.file}`};
  const elsewhere = nodeElsewhere(tree);
  if (elsewhere !== null) return elsewhere;
  if (webpack !== null) return {version: String(lastForOld), why: `${String(lastForOld)}: ${webpack}, which runs on no newer one`};
  return {version: current, why: `${current}: the current long-term release, as nothing names one`};
}

/** What the other images of the project are made from, and what its pipelines run on. */
function nodeElsewhere(tree: Tree): Node | null {
  const listed = ['', ...pipelineDirectories].flatMap(directory => tree.list(directory).map(({name}) => posix.join(directory, name)));
  for (const file of [...nearestDockerfiles(tree), ...listed.filter(isPipeline)]) {
    const version = (isPipeline(file) ? nodeOfPipeline : nodeOfDockerfile)(tree.read(file) ?? '');
    if (version !== null) return {version, why: `${version}: ${file}`};
  }
  return null;
}

function nodeOfPipeline(text: string): string | null {
  const named = ['node-version', 'node_version', 'node_js'].flatMap(key => valuesOf(text, key).flat());
  return [...named.map(({says}) => versionIn(says)), ...imagesIn(text).map(({says}) => nodeOf(says))].find(one => one !== null) ?? null;
}

function nodeOfDockerfile(text: string): string | null {
  return (
    readStages(text)
      .map(({image}) => nodeOf(image))
      .find(one => one !== null) ?? null
  );
}

/** The Node of an image: `node:20-slim`, `cimg/node:20.6`, `python-nodejs:python3.12-nodejs20`. */
function nodeOf(image: string): string | null {
  const [, named, tagged] = /(?:^|\/)node:(\d[\d.]*)|-nodejs(\d+)/.exec(image) ?? [];
  return versionIn(named ?? tagged ?? '');
}

function nodeOfMise(text: string): string | null {
  const found = readTomlLines(text).find(
    ({section, key}) => `${section}.${key}` === 'tools.node' || `${section}.${key}` === 'tools.node.version',
  );
  return versionIn(/(?:^|["'])(v?\d[\d.]*|lts\S*)/.exec(found?.value ?? '')?.[1] ?? '');
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
  ['mise.toml', nodeOfMise],
  ['.mise.toml', nodeOfMise],
  ['package.json', text => versionIn(/"volta"\s*:\s*\{[^}]*"node"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? '')],
  ['package.json', (text, most) => newestOf(/"engines"\s*:\s*\{[^}]*"node"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? '', most)],
  ['Dockerfile', nodeOfDockerfile],
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
