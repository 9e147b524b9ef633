import type {SyntaxNode} from '@lezer/common';
import {likeliest} from './choice';
import type {Context} from './context';
import {withItems} from './neutral';
import {childrenOf, placeOf, textAt} from './source';
import {unknown, type Value} from './value';

const most = 50;

/** A comprehension over a known list gives its items; over a variable's parts, that variable. */
export function evaluateComprehension(node: SyntaxNode, context: Context): Value {
  const children = childrenOf(node).filter(child => child.name !== 'Comment');
  const start = children.findIndex(child => child.name === 'for');
  const over = children.findIndex(child => child.name === 'in');
  const [element, target, iterable] = [children[1], children[start + 1], children[over + 1]];
  if (!element || !target || !iterable || start < 0) return unknown;
  const items = likeliest(context.program.evaluate(iterable, context));
  if (items.kind === 'env') return withItems(items, typeOf(element, context), context);
  if (items.kind !== 'list' || target.name !== 'VariableName') return unknown;
  const where = placeOf(context.source, target);
  const values = items.items.slice(0, most).map(value => {
    const scope = new Map(context.scope).set(textAt(context.source, target), {value, where});
    return context.program.evaluate(element, {...context, scope, when: null});
  });
  return {kind: 'list', items: values};
}

/** What each item is made: `int` of `int(x)`. */
function typeOf(element: SyntaxNode, context: Context): Value | undefined {
  const [callee] = element.name === 'CallExpression' ? childrenOf(element) : [];
  return callee && context.program.evaluate(callee, context);
}
