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
