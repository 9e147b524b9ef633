import ignore from '@balena/dockerignore';

/**
 * The line of .dockerignore text that leaves a path out, counted from 1: the last one that turns it from taken to left
 * out. Null where it is taken.
 */
export function lineThatIgnores(text: string, path: string): number | null {
  const lines = text.split('\n');
  if (!ignore().add(text).ignores(path)) return null;
  let [line, wasIgnored] = [1, false];
  for (const at of lines.keys()) {
    const ignores = ignore()
      .add(lines.slice(0, at + 1).join('\n'))
      .ignores(path);
    if (ignores && !wasIgnored) line = at + 1;
    wasIgnored = ignores;
  }
  return line;
}
