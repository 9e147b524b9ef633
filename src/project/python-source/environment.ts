import type {SyntaxNode} from '@lezer/common';
import {isCertain, type Context} from './context';
import {recordRead, settle} from './reads';
import {stringOf, type Args, type Value} from './value';

const getters = new Set(['os.environ.get', 'os.getenv', 'os.environ.pop', 'os.environ.setdefault']);

/** `os.environ.get` and its like; undefined for any other function. */
export function callEnvironment(name: string, {positional, keywords}: Args, node: SyntaxNode, context: Context): Value | undefined {
  if (name === 'os.environ.copy') return {kind: 'name', name: 'os.environ'};
  const variable = stringOf(positional[0] ?? keywords.get('key'));
  if (variable === null) return undefined;
  if (name === 'os.environ.__getitem__') return settle(recordRead(variable, node, context, {required: true}), context);
  if (!getters.has(name)) return undefined;
  const fallback = absentAsNull(positional[1] ?? keywords.get('default'));
  const read = recordRead(variable, node, context, {default: fallback});
  if (name === 'os.environ.setdefault' && fallback !== null && isCertain(context))
    context.program.defaults.set(variable, read.read.default ?? fallback);
  return settle(read, context);
}

/** A default of None is none. */
export function absentAsNull(value: Value | undefined): Value | null {
  return value === undefined || (value.kind === 'const' && value.value === null) ? null : value;
}
