import type {SyntaxNode} from '@lezer/common';
import {splitAtCommas} from './arguments';
import {each} from './choice';
import type {Context} from './context';
import {constant, unknown, type DictEntry, type Value} from './value';

/** The key under which a dictionary keeps what is spread into it and not known. */
export const spread = constant('**');

/** A tuple, list or set. */
export function evaluateItems(node: SyntaxNode, context: Context): Value {
  return {kind: 'list', items: splitAtCommas(node).flatMap(parts => itemsOf(parts, context))};
}

export function evaluateDictionary(node: SyntaxNode, context: Context): Value {
  return {kind: 'dict', entries: splitAtCommas(node).flatMap(parts => entriesOf(parts, context))};
}

/** What a list or dictionary holds at a key; unknown where that is not seen. */
export function getKey(container: Value, key: Value): Value {
  return each(container, one => {
    if (key.kind !== 'const') return unknown;
    if (one.kind === 'list' && typeof key.value === 'number') return one.items.at(key.value) ?? unknown;
    return one.kind === 'dict' ? (one.entries.findLast(entry => sameKey(entry.key, key))?.value ?? unknown) : unknown;
  });
}

/** A container with one key set; anything else than a dictionary stays as it is. */
export function setKey(container: Value, key: Value, value: Value): Value {
  return each(container, one => {
    if (one.kind !== 'dict') return one;
    const kept = one.entries.filter(entry => !sameKey(entry.key, key));
    return {kind: 'dict', entries: [...kept, {key, value}]};
  });
}

/** A dictionary with the entries of another one laid over it. */
export function mergeDicts(base: Value, over: Value): Value {
  if (over.kind === 'dict') return over.entries.reduce((merged, {key, value}) => setKey(merged, key, value), base);
  return over.kind === 'unknown' || over.kind === 'const' ? base : setKey(base, spread, over);
}

export function sameKey(one: Value, other: Value): boolean {
  return one.kind === 'const' && other.kind === 'const' && one.value === other.value;
}

function itemsOf(parts: readonly SyntaxNode[], context: Context): readonly Value[] {
  const [first, second] = parts;
  if (!first) return [];
  if (first.name !== '*' || !second) return [context.program.evaluate(first, context)];
  const value = context.program.evaluate(second, context);
  return value.kind === 'list' ? value.items : [value];
}

function entriesOf(parts: readonly SyntaxNode[], context: Context): readonly DictEntry[] {
  const [first, second, third] = parts;
  if (!first || !second) return [];
  if (first.name === '**') return spreadEntries(context.program.evaluate(second, context));
  if (!third) return [];
  return [{key: context.program.evaluate(first, context), value: context.program.evaluate(third, context)}];
}

function spreadEntries(value: Value): readonly DictEntry[] {
  return value.kind === 'dict' ? value.entries : [{key: spread, value}];
}
