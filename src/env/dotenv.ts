export interface DotenvEntry {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/**
 * Reads a .env file as direnv's dotenv does, oddities included: # ends an unquoted value, \$ in double quotes keeps its backslash,
 * and one bad line spoils the file.
 * @param lookUp gives the variables of the environment
 */
export function parseDotenv(
  text: string,
  lookUp: (name: string) => string | undefined,
): {readonly entries: readonly DotenvEntry[]; readonly badLine: number | null} {
  const entries = new Map<string, DotenvEntry>();
  for (const [index, content] of text.split(/\r\n|\n|\r/).entries()) {
    if (blank.test(content)) continue;
    const [found, name, written = ''] = lineForm.exec(content) ?? [];
    if (found === undefined || name === undefined) return {entries: [], badLine: index + 1};
    // A default stands for what is empty in the environment, not for what an earlier line left empty.
    const value = valueOf(written, (key, fallback) => entries.get(key)?.value ?? (lookUp(key) || fallback));
    entries.delete(name);
    entries.set(name, {name, value, line: index + 1});
  }
  return {entries: [...entries.values()], badLine: null};
}

const blank = /^[\t\f ]*(?:#.*)?$/;

const lineForm = /^[\t\f ]*(?:export[\t\f ]+)?([A-Za-z0-9_.]+)(?:[\t\f ]*=[\t\f ]*|:[\t\f ]+?)('.*'|".*"|[^\t\f #]+)?[\t\f ]*(?:#.*)?$/u;

type Resolve = (name: string, fallback: string) => string;

function valueOf(written: string, resolve: Resolve): string {
  if (written.length <= 1) return written;
  if (/^'.*'$/.test(written)) return written.slice(1, -1);
  return expand(/^".*"$/.test(written) ? unescape(written.slice(1, -1)) : written, resolve);
}

function unescape(text: string): string {
  return text
    .replaceAll('\\n', '\n')
    .replaceAll('\\r', '\r')
    .replaceAll(/\\([^$])/g, '$1');
}

/** $NAME, ${NAME} and ${NAME:-default}; a special parameter is empty and a form that nobody knows vanishes. */
function expand(text: string, resolve: Resolve): string {
  return text.replaceAll(
    /\$(?:\{([^}]*)\}|(\{)|([*#$@!?0-9-])|(\w+))/g,
    (_, braced?: string, open?: string, special?: string, name?: string) => {
      if (open !== undefined || special !== undefined) return '';
      const [key = '', ...fallback] = (braced ?? name ?? '').split(':-');
      return resolve(key, fallback.join(':-'));
    },
  );
}
