import {stringOf, type Value} from './python-source/value';

export interface UrlPart {
  /** null: the value begins the text, so that it is a URL itself; "BASE": one that the text gives its path. */
  readonly name: string | null;
  readonly value: Value;
}

/** What the open parts of a text such as f"redis://{HOST}:{PORT}/0" are. */
export function urlParts(parts: readonly Value[]): readonly UrlPart[] {
  const open: readonly Value[] = parts.filter(part => part.kind !== 'const');
  const template = parts.map(part => stringOf(part) ?? `\u0001${open.indexOf(part)}\u0002`).join('');
  return open.map((value, at) => ({name: nameOf(template, `\u0001${at}\u0002`), value}));
}

function nameOf(template: string, mark: string): string | null {
  const after = template.startsWith(mark) ? template.slice(mark.length) : null;
  if (after !== null) return after.startsWith('://') ? 'SCHEME' : after.startsWith('/') ? 'BASE' : null;
  const [scheme = '', rest] = template.split('://', 2);
  if (rest === undefined) return 'PART';
  if (scheme.includes(mark)) return 'SCHEME';
  const [authority = '', ...path] = rest.split('/');
  if (path.join('/').includes(mark)) return 'NAME';
  return authorityPart(authority, mark);
}

function authorityPart(authority: string, mark: string): string {
  const at = authority.lastIndexOf('@');
  const [user = '', password] = authority.slice(0, Math.max(at, 0)).split(':');
  if (user.includes(mark)) return 'USER';
  if (password?.includes(mark) === true) return 'PASSWORD';
  return authority
    .slice(at + 1)
    .split(':')[0]
    ?.includes(mark) === true
    ? 'HOST'
    : 'PORT';
}
