import {normalizeName} from '../requirements';

interface Element {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Adds a text to a TOML array of texts, in the layout that it has; null where there is no such array. */
export function addToArray(content: string, section: string, key: string, text: string): string | null {
  const found = locate(content, section, key);
  if (found === null) return null;
  const {elements, open, close} = found;
  const quoted = `"${text}"`;
  const last = elements.at(-1);
  if (last === undefined) return `${content.slice(0, open)}${quoted}${content.slice(open)}`;
  const line = /^(\s*)/.exec(content.slice(content.lastIndexOf('\n', last.start) + 1))?.[1] ?? '';
  const isMultiline = content.slice(open, last.start).includes('\n');
  const tail = content.slice(last.end, close);
  if (!isMultiline) return insert(content, last.end, `, ${quoted}`);
  if (!/^\s*,/.test(tail)) return insert(content, last.end, `,\n${line}${quoted}`);
  return insert(content, content.indexOf('\n', last.end), `\n${line}${quoted},`);
}

/** Removes a package from a TOML array of requirements; null where it is not there. */
export function removeFromArray(content: string, section: string, key: string, name: string): string | null {
  const found = locate(content, section, key);
  const at = found?.elements.findIndex(({text}) => nameOf(text) === normalizeName(name)) ?? -1;
  const element = found?.elements[at];
  if (!found || element === undefined) return null;
  const [before, after] = [found.elements[at - 1], found.elements[at + 1]];
  const isAlone = /\n\s*$/.test(content.slice(found.open, element.start));
  const hasComma = /^\s*,/.test(content.slice(element.end, found.close));
  if (isAlone && hasComma) {
    const start = content.lastIndexOf('\n', element.start);
    return `${content.slice(0, start)}${content.slice(content.indexOf('\n', element.end))}`;
  }
  if (after !== undefined) return `${content.slice(0, element.start)}${content.slice(after.start)}`;
  return `${content.slice(0, before?.end ?? element.start)}${content.slice(element.end)}`;
}

function locate(content: string, section: string, key: string): {elements: readonly Element[]; open: number; close: number} | null {
  const header = new RegExp(`^\\[${section.replaceAll('.', '\\.')}\\]\\s*(#.*)?$`, 'm').exec(content);
  const from = header === null ? -1 : header.index + header[0].length;
  if (from < 0) return null;
  const next = /^\[/m.exec(content.slice(from));
  const end = next === null ? content.length : from + next.index;
  const start = new RegExp(`^\\s*["']?${key}["']?\\s*=\\s*\\[`, 'm').exec(content.slice(from, end));
  if (start === null) return null;
  const open = from + start.index + start[0].length;
  return {...scan(content, open), open};
}

/** The texts of an array up to its closing bracket; comments and brackets in texts count for nothing. */
function scan(content: string, open: number): {elements: readonly Element[]; close: number} {
  const elements: Element[] = [];
  const token = /"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|#[^\n]*|\]/g;
  token.lastIndex = open;
  for (let match = token.exec(content); match !== null; match = token.exec(content)) {
    if (match[0] === ']') return {elements, close: match.index};
    if (!match[0].startsWith('#')) elements.push({text: match[1] ?? match[2] ?? '', start: match.index, end: token.lastIndex});
  }
  return {elements, close: content.length};
}

function insert(content: string, at: number, text: string): string {
  return `${content.slice(0, at)}${text}${content.slice(at)}`;
}

function nameOf(requirement: string): string {
  return normalizeName(/^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/.exec(requirement)?.[1] ?? '');
}
