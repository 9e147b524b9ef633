import {unknown, type Value} from './value';

const most = 6;

/** One value of several alternatives, the likeliest first; equal ones count once. */
export function choose(values: readonly Value[]): Value {
  const flat = values.flatMap(alternatives);
  const distinct = flat.filter((value, at) => flat.findIndex(other => same(value, other)) === at).slice(0, most);
  const [only] = distinct;
  if (distinct.length > 1) return {kind: 'choice', values: distinct};
  return only ?? unknown;
}

export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.values : [value];
}

/** The likeliest alternative. */
export function likeliest(value: Value): Value {
  return alternatives(value)[0] ?? unknown;
}

/** Applies a function to each alternative. */
export function each(value: Value, change: (value: Value) => Value): Value {
  return value.kind === 'choice' ? choose(value.values.map(change)) : change(value);
}

function same(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (one.kind === 'const' && other.kind === 'const') return one.value === other.value;
  if (one.kind === 'env' && other.kind === 'env') return one.read.id === other.read.id;
  return one.kind === 'path' && other.kind === 'path' && one.path === other.path;
}
