import {parse} from 'smol-toml';

/** A `key = value` line of a TOML file that holds a plain string, as far as lines tell. */
export interface TomlLine {
  readonly section: string;
  readonly key: string;
  /** The string, or the text as written where it is none. */
  readonly value: string;
  readonly line: number;
}

/** The simple lines of a TOML file: enough for the versions and section names that we look for. Never throws. */
export function readTomlLines(content: string): readonly TomlLine[] {
  const found: TomlLine[] = [];
  let section = '';
  content.split('\n').forEach((text, at) => {
    const header = /^\s*\[{1,2}([^\]]+)\]{1,2}/.exec(text)?.[1];
    if (header !== undefined) section = header.trim();
    const pair = /^\s*["']?([\w.-]+)["']?\s*=\s*(.*)$/.exec(header === undefined ? text : '');
    const key = header === undefined ? pair?.[1] : '';
    if (key !== undefined) found.push({section, key, value: valueOf(pair?.[2] ?? ''), line: at + 1});
  });
  return found;
}

function valueOf(text: string): string {
  const quoted: readonly (string | undefined)[] = /^"([^"]*)"|^'([^']*)'/.exec(text)?.slice(1) ?? [];
  return quoted.find(part => part !== undefined) ?? text.replace(/\s+#.*$/, '').trim();
}

/** A table of a TOML or JSON file. */
export type Table = Readonly<Record<string, unknown>>;

/** The whole of a TOML file; null where it is none. */
export function parseToml(content: string): Table | null {
  try {
    return parse(content);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** What lies at a path of keys where it is a table; an empty one elsewhere. */
export function tableAt(table: unknown, ...path: readonly string[]): Table {
  const found = path.reduce<unknown>((value, key) => (isTable(value) ? value[key] : undefined), table);
  return isTable(found) ? found : {};
}

/** What lies at a path of keys where it is a list; an empty one elsewhere. */
export function listAt(table: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = tableAt(table, ...path.slice(0, -1))[path.at(-1) ?? ''];
  return Array.isArray(found) ? found : [];
}

/** Text where it is text, else "". */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
