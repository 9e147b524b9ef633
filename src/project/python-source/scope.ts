import type {Context} from './context';
import {constant, type Value} from './value';

/** What a name means here: a binding, `__file__`, or by default something from outside of that name. */
export function lookUp(name: string, context: Context): Value {
  for (const scope of [context.scope, ...context.outer]) {
    const binding = scope.get(name);
    if (binding) return binding.value;
  }
  if (name === '__file__') return {kind: 'path', path: context.source.file};
  if (name === '__name__') return constant(context.source.file);
  return context.program.known.get(name) ?? {kind: 'name', name};
}
