import {normalizeName} from '../requirements';
import {nameOf} from './requirement';

/** Adds a line to a list of an INI file, below its last one and as far in as that; null where there is no such list. */
export function addToList(content: string, section: string, key: string, text: string): string | null {
  const rows = content.split('\n');
  const found = rowsOf(rows, section, key);
  if (found === null) return null;
  const last = found.values.at(-1) ?? found.key;
  const indent = last === found.key ? '    ' : (/^\s*/.exec(rows[last] ?? '')?.[0] ?? '');
  return [...rows.slice(0, last + 1), `${indent}${text}`, ...rows.slice(last + 1)].join('\n');
}

/** Removes the line of a package from a list of an INI file; null where none names it. */
export function removeFromList(content: string, section: string, key: string, name: string): string | null {
  const rows = content.split('\n');
  const at = rowsOf(rows, section, key)?.values.find(row => normalizeName(nameOf((rows[row] ?? '').trim())) === normalizeName(name));
  return at === undefined ? null : [...rows.slice(0, at), ...rows.slice(at + 1)].join('\n');
}

/** The row of a key and those of its values, comments and empty ones left out. */
function rowsOf(rows: readonly string[], section: string, key: string): {readonly key: number; readonly values: readonly number[]} | null {
  const header = rows.findIndex(row => /^\[([^\]]+)\]/.exec(row)?.[1]?.trim() === section);
  if (header < 0) return null;
  const next = rows.findIndex((row, at) => at > header && row.startsWith('['));
  const end = next < 0 ? rows.length : next;
  const start = rows.findIndex((row, at) => at > header && at < end && /^([\w.-]+)\s*[=:]/.exec(row)?.[1] === key);
  if (start < 0) return null;
  const values: number[] = [];
  for (let at = start + 1; at < end && !/^[^\s#;]/.test(rows[at] ?? ''); at += 1) if (!/^\s*([#;]|$)/.test(rows[at] ?? '')) values.push(at);
  return {key: start, values};
}
