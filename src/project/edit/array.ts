import {normalizeName} from '../requirements';

interface Element {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Where a list of texts begins: just behind its opening bracket; null where there is no such list. */
export type Opening = (content: string) => number | null;

/** Adds a text to a list of texts in TOML or Python, in the layout that it has; null where there is no such list. */
export function addToArray(content: string, opening: Opening, text: string): string | null {
  const open = opening(content);
  if (open === null) return null;
  const {elements, close} = scan(content, open);
  const last = elements.at(-1);
  const quote = content[last?.start ?? -1] ?? '"';
  const quoted = `${quote}${text.replaceAll(quote, quote === '"' ? "'" : '"')}${quote}`;
  if (last === undefined) return insert(content, open, quoted);
  const line = /^(\s*)/.exec(content.slice(content.lastIndexOf('\n', last.start) + 1))?.[1] ?? '';
  const isMultiline = content.slice(open, last.start).includes('\n');
  const tail = content.slice(last.end, close);
  if (!isMultiline) return insert(content, last.end, `, ${quoted}`);
  if (!/^\s*,/.test(tail)) return insert(content, last.end, `,\n${line}${quoted}`);
  return insert(content, content.indexOf('\n', last.end), `\n${line}${quoted},`);
}

/** Removes a package from a list of requirements; null where it is not there. */
export function removeFromArray(content: string, opening: Opening, name: string): string | null {
  const open = opening(content);
  if (open === null) return null;
  const {elements, close} = scan(content, open);
  const at = elements.findIndex(({text}) => nameOf(text) === normalizeName(name));
  const element = elements[at];
  if (element === undefined) return null;
  const [before, after] = [elements[at - 1], elements[at + 1]];
  const isAlone = /\n\s*$/.test(content.slice(open, element.start));
  const hasComma = /^\s*,/.test(content.slice(element.end, close));
  if (isAlone && hasComma) {
    const start = content.lastIndexOf('\n', element.start);
    return `${content.slice(0, start)}${content.slice(content.indexOf('\n', element.end))}`;
  }
  if (after !== undefined) return `${content.slice(0, element.start)}${content.slice(after.start)}`;
  return `${content.slice(0, before?.end ?? element.start)}${content.slice(element.end)}`;
}

/** A key of a TOML table. */
export function inToml(section: string, key: string): Opening {
  return content => {
    const header = new RegExp(`^\\[${section.replaceAll('.', '\\.')}\\]\\s*(#.*)?$`, 'm').exec(content);
    if (header === null) return null;
    const from = header.index + header[0].length;
    const next = /^\[/m.exec(content.slice(from));
    const end = next === null ? content.length : from + next.index;
    const start = new RegExp(`^\\s*["']?${key}["']?\\s*=\\s*\\[`, 'm').exec(content.slice(from, end));
    return start === null ? null : from + start.index + start[0].length;
  };
}

/** The first place that a pattern, which ends in the bracket, fits. */
export function behind(pattern: RegExp): Opening {
  return content => {
    const found = pattern.exec(content);
    return found === null ? null : found.index + found[0].length;
  };
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
