/** An import that runs whenever its module is imported. */
export interface Import {
  /** "a.b", or with leading dots as it is written. */
  readonly module: string;
  /** What `from` takes of it; empty for a plain import. */
  readonly names: readonly string[];
  /** Counted from 1. */
  readonly line: number;
}

const strings = /("""|''')[\s\S]*?\1|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|#[^\n]*/g;
const statements = /^(?:import[ \t]+([^\n;]+)|from[ \t]+(\.*[ \t]*[\w.]*)[ \t]+import[ \t]*(\([^)]*\)|[^\n;]+))/gm;

/**
 * The imports in the first column of a Python file: what is indented is in a function, or behind a condition or a `try`,
 * and may be missing. What pytest skips the file for may be missing too. Never throws.
 */
export function listImports(text: string): readonly Import[] {
  const optional = new Set([...text.matchAll(/importorskip\(\s*["'](\w+)/g)].map(([, name]) => name));
  // A string keeps its lines and loses its text: documentation has imports too.
  const code = text.replaceAll(/\\\r?\n/g, ' \n').replaceAll(strings, found => found.replaceAll(/[^\n]+/g, ' '));
  const found: Import[] = [];
  let [line, from] = [1, 0];
  for (const match of code.matchAll(statements)) {
    line += code.slice(from, match.index).split('\n').length - 1;
    from = match.index;
    for (const one of read(match)) if (!optional.has(one.module.split('.')[0])) found.push({...one, line});
  }
  return found;
}

function read([, plain, module = '', taken = '']: RegExpExecArray): readonly Omit<Import, 'line'>[] {
  if (plain !== undefined) return namesIn(plain).map(name => ({module: name, names: []}));
  return [{module: module.replaceAll(/\s/g, ''), names: namesIn(taken)}];
}

function namesIn(list: string): readonly string[] {
  return list
    .replaceAll(/[()\\]/g, ' ')
    .split(',')
    .map(part => part.trim().split(/\s/)[0] ?? '')
    .filter(name => /^[\w.*]+$/.test(name));
}
