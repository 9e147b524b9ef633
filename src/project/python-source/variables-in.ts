import type {EnvRead, Value} from './value';

/** The reads that a value is made of. */
export function variablesIn(value: Value, depth = 0): readonly EnvRead[] {
  if (depth > 20) return [];
  const inside = (values: readonly Value[]): readonly EnvRead[] => values.flatMap(one => variablesIn(one, depth + 1));
  switch (value.kind) {
    case 'env':
      return [value.read, ...(value.read.default ? variablesIn(value.read.default, depth + 1) : [])];
    case 'list':
      return inside(value.items);
    case 'dict':
      return inside(value.entries.map(entry => entry.value));
    case 'text':
      return inside(value.parts);
    case 'choice':
      return inside(value.values);
    case 'url':
      return variablesIn(value.of, depth + 1);
    case 'call':
      return inside([...value.args.positional, ...value.args.keywords.values()]);
    default:
      return [];
  }
}
