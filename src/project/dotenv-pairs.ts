/** Names and values of a file of variables, as far as its lines tell. */
export function dotenvPairs(content: string): readonly (readonly [string, string])[] {
  return content.split(/\r?\n/).flatMap(text => {
    const [, name, raw = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(text) ?? [];
    const quoted: readonly (string | undefined)[] = /^(?:"([^"]*)"|'([^']*)')/.exec(raw)?.slice(1) ?? [];
    const value = quoted.find(part => part !== undefined) ?? raw.replace(/\s+#.*$/, '').trim();
    return name === undefined ? [] : [[name, value] as const];
  });
}
