import {normalizeName} from '../requirements';

/** Adds `name = value` below the last key of a TOML table; null where there is no such table. */
export function addToTable(content: string, section: string, name: string, value: string): string | null {
  const rows = content.split('\n');
  const header = rows.findIndex(row => isHeader(row, section));
  if (header < 0) return null;
  let last = header;
  for (let at = header + 1; at < rows.length && !/^\s*\[/.test(rows[at] ?? ''); at += 1) if ((rows[at] ?? '').trim() !== '') last = at;
  return [...rows.slice(0, last + 1), `${name} = ${value}`, ...rows.slice(last + 1)].join('\n');
}

/** Removes a key of a TOML table that is one line; null where it is not there. */
export function removeFromTable(content: string, section: string, name: string): string | null {
  const rows = content.split('\n');
  const header = rows.findIndex(row => isHeader(row, section));
  const end = rows.findIndex((row, at) => at > header && /^\s*\[[^[]/.test(row));
  const at = rows.findIndex((row, index) => index > header && (end < 0 || index < end) && keyOf(row) === normalizeName(name));
  return header < 0 || at < 0 ? null : [...rows.slice(0, at), ...rows.slice(at + 1)].join('\n');
}

function isHeader(row: string, section: string): boolean {
  return row.replace(/#.*$/, '').trim() === `[${section}]`;
}

function keyOf(row: string): string {
  return normalizeName(/^\s*["']?([\w.-]+)["']?\s*=/.exec(row)?.[1] ?? '');
}
