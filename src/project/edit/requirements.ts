import {normalizeName, parseRequirements} from '../requirements';

/** A requirements file with one line more: at its place where the file is sorted, else at the end. */
export function addRequirement(content: string, line: string): string {
  const lines = parseRequirements(content);
  const name = nameOf(line);
  const named = lines.filter(one => one.kind === 'requirement' && one.name !== null);
  const sorted = named.every((one, at) => at === 0 || (named[at - 1]?.name ?? '') <= (one.name ?? ''));
  const next = sorted && named.length > 1 ? named.find(one => (one.name ?? '') > name) : undefined;
  const rows = content.split('\n');
  if (next !== undefined) return [...rows.slice(0, next.line - 1), line, ...rows.slice(next.line - 1)].join('\n');
  return content === '' || content.endsWith('\n') ? `${content}${line}\n` : `${content}\n${line}`;
}

/** A requirements file without the lines of a package; null where none names it. */
export function removeRequirement(content: string, name: string): string | null {
  const wanted = normalizeName(name);
  const found = parseRequirements(content).filter(one => one.kind === 'requirement' && one.name === wanted);
  if (found.length === 0) return null;
  const gone = new Set(found.flatMap(({line, raw}) => raw.split('\n').map((_, at) => line - 1 + at)));
  const rows = content.split('\n');
  const kept = rows.filter((_, at) => !gone.has(at));
  // Without a last newline the file ended in the line that is gone.
  return kept.join('\n');
}

function nameOf(line: string): string {
  return normalizeName(/^[A-Za-z0-9._-]*[A-Za-z0-9]/.exec(line)?.[0] ?? line);
}
