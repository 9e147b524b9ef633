import type {SyntaxNode} from '@lezer/common';
import type {Context} from './context';
import {childrenOf, textAt} from './source';
import type {Args, Value} from './value';

/** The evaluated arguments of a call; what is spread with * or ** counts only where it is known. */
export function readArguments(list: SyntaxNode, context: Context): Args {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  for (const parts of splitAtCommas(list)) addArgument(parts, context, positional, keywords);
  return {positional, keywords};
}

/** Children of a bracketed list between its commas, without brackets and comments. */
export function splitAtCommas(list: SyntaxNode): readonly (readonly SyntaxNode[])[] {
  const groups: SyntaxNode[][] = [[]];
  for (const child of childrenOf(list)) {
    if (child.name === ',') groups.push([]);
    else if (!'()[]{}'.includes(child.name) && child.name !== 'Comment') groups.at(-1)?.push(child);
  }
  return groups.filter(group => group.length > 0);
}

function addArgument(parts: readonly SyntaxNode[], context: Context, positional: Value[], keywords: Map<string, Value>): void {
  const [first, second, third] = parts;
  if (!first) return;
  if (second?.name === 'AssignOp' && third) keywords.set(textAt(context.source, first), context.program.evaluate(third, context));
  else if (first.name === '*' && second) positional.push(...itemsOf(context.program.evaluate(second, context)));
  else if (first.name === '**' && second) addEntries(context.program.evaluate(second, context), keywords);
  else if (second && context.program.evaluate(first, context).kind !== 'unknown') positional.push({kind: 'unknown'});
  else positional.push(context.program.evaluate(first, context));
}

function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items : [value];
}

function addEntries(value: Value, keywords: Map<string, Value>): void {
  if (value.kind !== 'dict') return;
  for (const entry of value.entries) {
    if (entry.key.kind === 'const') keywords.set(String(entry.key.value), entry.value);
  }
}
