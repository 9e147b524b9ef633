import {fill} from './dockerfile-stages';

/** Something that a line of a file says. */
export interface Said {
  readonly says: string;
  readonly line: number;
}

const pipelines =
  /^\.github\/workflows\/[^/]+\.ya?ml$|^\.(gitlab-ci|travis)\.yml$|^(bitbucket|azure)-pipelines\.yml$|^\.circleci\/config\.yml$/;
/** Where pipelines lie beside the root. */
export const pipelineDirectories = ['.github/workflows', '.circleci'];

/** Whether a file says what the project's own CI does. */
export function isPipeline(file: string): boolean {
  return pipelines.test(file);
}

/**
 * What a pipeline gives a key, the items of a list each: `key: 1`, `key: [1, 2]`, or a list below it. A variable or a part of
 * a matrix that the key names is looked up in the same file.
 */
export function valuesOf(content: string, key: string): readonly (readonly Said[])[] {
  const own = itemsOf(content, key);
  const names = own.flat().flatMap(({says}) => /^\$\{\{\s*\w+\.([\w-]+)\s*\}\}$/.exec(says)?.[1] ?? []);
  return [...own, ...[...new Set(names)].filter(name => name !== key).flatMap(name => itemsOf(content, name))];
}

/** The images that a pipeline runs in, with the variables of the file filled in. */
export function imagesIn(content: string): readonly Said[] {
  const texts = content.split('\n');
  const pairs = texts.flatMap(text => {
    const [, name, value] = /^\s*(\w+):\s*["']?([\w.-]+)["']?\s*(?:#.*)?$/.exec(text) ?? [];
    return name === undefined ? [] : [[name, value ?? ''] as const];
  });
  const variables = Object.fromEntries(pairs);
  return texts.flatMap((text, at) => {
    const image = /^[^#]*\b(?:image|container):\s*["']?([^\s"']+)/.exec(text)?.[1];
    return image === undefined ? [] : [{says: fill(image, variables), line: at + 1}];
  });
}

function itemsOf(content: string, key: string): readonly (readonly Said[])[] {
  const texts = content.split('\n');
  const wanted = new RegExp(`^[^#]*?(?<![\\w.-])["']?${key}["']?:(?:\\s+(.*))?$`);
  return texts.flatMap((text, at) => {
    const found = wanted.exec(text);
    if (found === null) return [];
    const value = (found[1] ?? '').replace(/(^|\s)#.*$/, '').trim();
    if (value !== '') return [itemsIn(value).map(says => ({says, line: at + 1}))];
    const below = texts.slice(at + 1);
    const end = below.findIndex(one => !/^\s*(-\s|#|$)/.test(one));
    return [below.slice(0, end < 0 ? below.length : end).flatMap((one, index) => itemsIn(one).map(says => ({says, line: at + 2 + index})))];
  });
}

/** `[1, "2"]`, `- 1` and `1` of an inline table. */
function itemsIn(text: string): readonly string[] {
  const plain = text.replace(/^\s*-\s+/, '').replace(/\s#.*$/, '');
  const items = /^["']?\$\{\{/.test(plain) ? [plain] : plain.split(/[[\],{}]/);
  return items.map(item => item.trim().replace(/^(["'])(.*)\1$/, '$2')).filter(item => item !== '' && !item.startsWith('#'));
}
