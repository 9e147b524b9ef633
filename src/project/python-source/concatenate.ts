import {join} from './path';
import {likeliest} from './choice';
import {constant, type Value} from './value';

/** Texts one after the other: a constant, a path where a path comes first, or text with open parts. */
export function concatenate(values: readonly Value[]): Value {
  const parts = fold(values.flatMap(value => (value.kind === 'text' ? value.parts : [value])));
  const [first, second] = parts;
  if (!first) return constant('');
  const path = asPath(parts);
  if (path) return path;
  return second || first.kind !== 'const' ? {kind: 'text', parts} : first;
}

const longest = 10_000;
const most = 500;

function fold(values: readonly Value[]): readonly Value[] {
  const parts: Value[] = [];
  for (const value of values) {
    const last = parts.at(-1);
    if (value.kind === 'const' && last?.kind === 'const' && String(last.value).length < longest)
      parts[parts.length - 1] = constant(String(last.value) + String(value.value));
    else parts.push(value.kind === 'const' ? constant(String(value.value)) : value);
  }
  return parts.slice(0, most);
}

function asPath(parts: readonly Value[]): Value | null {
  const [first, ...rest] = parts;
  const base = first && likeliest(first);
  if (base?.kind !== 'path' || !rest.every(part => part.kind === 'const')) return null;
  return {
    kind: 'path',
    path: join(
      base.path,
      rest
        .map(part => String(part.value))
        .join('')
        .replace(/^\/+/, ''),
    ),
  };
}
